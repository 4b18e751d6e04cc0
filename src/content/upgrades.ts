import type { Requirement } from './types.ts';

/** What makes a character better than its class alone, in the units that the rules reckon with. */
export interface Effects {
  /** World pixels per second, on top of the class's. */
  speed: number;
  /** Share on top of that: 0.1 is a tenth faster. */
  speedBonus: number;
  /** More slots in the inventory. */
  slots: number;
  /** More that can be carried, grams. */
  carry: number;
  /** Share faster at collecting: 0.25 takes four fifths of the time. */
  collection: number;
  /** Debris is seen from so far, world pixels. */
  scannerRange: number;
  /** World pixels further that it reaches when it collects. */
  magnetRange: number;
  /** As in `Stats`. */
  health: number;
  mana: number;
  stamina: number;
  attack: number;
  defence: number;
}

/** Something that a character gets better at for good, level by level, for credits. */
export interface Upgrade {
  id: string;
  name: string;
  text: string;
  maxLevel: number;
  /** The first level costs `base` credits, each further one `multiplier` times as much, rounded. */
  cost: { base: number; multiplier: number };
  /** All of them are needed, for every level. */
  requires: readonly Requirement[];
  /** What each level adds. */
  effects: Readonly<Partial<Effects>>;
}
