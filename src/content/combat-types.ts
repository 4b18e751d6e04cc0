import type { LootEntry } from './node-types.ts';
import type { Rect } from './types.ts';

/** What fights are reckoned with. */
export interface Stats {
  /** The most of each that it can have. Whole numbers. */
  health: number;
  mana: number;
  stamina: number;
  /** Adds to what its abilities do. */
  attack: number;
  /** Takes from what is done to it. */
  defence: number;
}

/** Whom an ability reaches. Distances in world pixels. */
export type AbilityShape =
  | { kind: 'self' }
  /** A living friend within range and in sight, or oneself when none is named. */
  | { kind: 'ally'; range: number }
  /** One living enemy within range and in sight. */
  | { kind: 'enemy'; range: number }
  /** Enemies in sight within range, no further off the aim than half of `degrees`. */
  | { kind: 'arc'; range: number; degrees: number }
  /** Flies along the aim until it hits an enemy or a wall, or has flown `range`. `splash`: also who is so near to where it ends. */
  | {
      kind: 'projectile';
      /** World pixels per second. */
      speed: number;
      range: number;
      /** Half of its size. */
      half: number;
      /** Goes on after a hit. */
      pierces: boolean;
      splash: number;
    }
  /** Everybody within `radius` of a point in sight that is at most `range` away; 0: around oneself. */
  | { kind: 'circle'; range: number; radius: number }
  /** Moves along the aim at once, as far as walls let it; its effects are on oneself. */
  | { kind: 'dash'; distance: number };

/** What it does to each that it reaches: harm to enemies alone, help to friends and oneself alone. */
export type AbilityEffect =
  /** `amount` plus the `share` of the attack of who does it, less the target's defence. */
  | { kind: 'damage'; amount: number; share: number }
  | { kind: 'heal'; amount: number; share: number }
  /** Id of a status, for its own time. A harmful one is for enemies, others for friends. */
  | { kind: 'status'; status: string };

export interface Ability {
  id: string;
  name: string;
  text: string;
  /** CSS colour of what is seen of it. */
  color: string;
  /** How clients draw it. */
  icon: string;
  cost: { mana: number; stamina: number };
  cooldownSec: number;
  shape: AbilityShape;
  effects: readonly AbilityEffect[];
}

/** Something that lasts on somebody. */
export interface StatusKind {
  id: string;
  name: string;
  text: string;
  color: string;
  harmful: boolean;
  seconds: number;
  /** Shares that are added up: 0.25 is a quarter more, -0.4 two fifths less. */
  speed: number;
  attack: number;
  defence: number;
  /** Takes so much damage before health does. */
  absorb: number;
  /** Once a second; below 0 it harms. */
  healthPerSec: number;
  /** Can neither move … */
  rooted: boolean;
  /** … nor act. */
  stunned: boolean;
  /** Nobody but its own party sees it; ends when it acts. */
  hidden: boolean;
  /** Nothing harms it; ends when it acts. */
  protected: boolean;
}

export type MonsterRank = 'normal' | 'elite' | 'boss';

export interface MonsterKind {
  id: string;
  name: string;
  text: string;
  level: number;
  rank: MonsterRank;
  color: string;
  /** How clients draw it. */
  shape: string;
  /** Half of its size, world pixels. */
  half: number;
  /** World pixels per second. */
  speed: number;
  stats: Readonly<Stats>;
  /** Ids; the first that is ready and reaches is used. */
  abilities: readonly string[];
  behaviour: {
    /** It notices enemies in sight within this distance; 0: only who hurts it. World pixels, as the others. */
    sight: number;
    /** It gives up and walks home when it is further away from where it belongs. */
    leash: number;
    /** Those of its group within this distance help it. */
    help: number;
    /** It keeps this distance from its target; 0: it goes to it. */
    distance: number;
    /** It flees below this share of its health; 0: never. */
    fleeBelow: number;
    /** It strolls so far around where it belongs. */
    wander: number;
  };
  /** For a kill, shared by those who took part. */
  experience: number;
  credits: { min: number; max: number };
  loot: readonly LootEntry[];
}

/** Monsters that belong together, and where they live. */
export interface SpawnArea {
  id: string;
  place: string;
  /** Somewhere on free ground in here. */
  area: Rect;
  monsters: readonly { monster: string; count: number }[];
  /** How long after its death another one appears; null: never. */
  respawnSec: number | null;
}

/** What each further character in a rift adds to its monsters, as shares of what they have against one. */
export interface RiftScaling {
  health: number;
  attack: number;
  /** More characters than this add nothing. */
  most: number;
}

/** How a class or a level grows, from `content/progression.json`. */
export interface Progression {
  maxLevel: number;
  /** Experience from one level to the next: `base · multiplier^(level − 1)`, rounded. */
  experience: { base: number; multiplier: number };
  /** Levels that one may be above what one kills and have all of its experience; each further one costs such a share. */
  killExperience: { fullUpTo: number; lossPerLevel: number };
  /** Share of the experience since the last level that a death costs. */
  deathLoss: number;
  /** Dead for at least this long. */
  respawnSec: number;
  /** Stands up by itself after this. */
  respawnAtMostSec: number;
  /** Id of the status that one has after standing up. */
  respawnStatus: string;
  /** Shares of the most, in a second. Outside of fights; within them the share in `inFight` of it. */
  regeneration: { health: number; mana: number; stamina: number; inFight: number };
  /** Nobody fought or was hurt for so long: the fight is over. */
  fightSec: number;
  /** Who leaves in the midst of a fight stays in the world at most for so long. */
  lingerAtMostSec: number;
  /** After an ability none of the others is ready for so long. */
  globalCooldownSec: number;
  /** After a potion none is ready for so long. */
  potionCooldownSec: number;
  /** Who did harm to it within this time takes part in a kill. */
  assistSec: number;
}
