import type { Stats, StatusKind } from '../content/combat-types.ts';
import type { Entries } from './lazy-map.ts';
import type { Body } from './movement.ts';
import type { Visible } from './views.ts';

/** What it has of each at the moment; never below 0 nor above its stats. Regeneration makes fractions. */
export interface Vitals {
  health: number;
  mana: number;
  stamina: number;
}

/** Something that lasts on an actor. */
export interface Status {
  readonly kind: StatusKind;
  /** Id of the actor it is from. */
  readonly sourceId: string;
  endTick: number;
  /** What it still absorbs. */
  absorb: number;
  /** When it next harms or heals. */
  nextTick: number;
}

/** What somebody has done to an actor, for the credit of its death. */
export interface Wound {
  damage: number;
  lastTick: number;
}

/** What fights: a character or a monster. Plain data. */
export interface Actor extends Visible {
  readonly type: 'player' | 'monster';
  /** Of this one alone in its world. */
  readonly id: string;
  /** Those of one side are friends, others enemies. */
  side: string;
  readonly body: Body;
  /** Half of its size, world pixels: what is hit. */
  readonly half: number;
  level: number;
  /** Without statuses. */
  stats: Readonly<Stats>;
  readonly vitals: Vitals;
  /** World pixels per second as it is now, a whole number: 0 while it cannot move. */
  speed: number;
  /** By the id of their kind. */
  readonly statuses: Entries<string, Status>;
  /** By the id of an ability: from which tick on it is ready. */
  readonly cooldowns: Entries<string, number>;
  /** By the actor who did it, the last one last. */
  readonly wounds: Entries<string, Wound>;
  /** When it last harmed somebody or was harmed. */
  foughtTick: number;
  /** When it died; -1: it lives. */
  diedTick: number;
  /** Position or facing changed in this tick. */
  moved: boolean;
  /** Anything else that clients see of it has changed and was not mirrored yet. Cleared by the mirror alone. */
  changed: boolean;
}

export function isAlive({ diedTick }: Pick<Actor, 'diedTick'>): boolean {
  return diedTick < 0;
}

export function areEnemies(a: Pick<Actor, 'side'>, b: Pick<Actor, 'side'>): boolean {
  return a.side !== b.side;
}
