/** Sizes of the frames in the sprite sheets that `client/art` draws. */
export const CHARACTER_FRAME = { frameWidth: 32, frameHeight: 48 } as const;
export const VORTEX_FRAME = { frameWidth: 106, frameHeight: 116 } as const;
export const NODE_FRAME = { frameWidth: 32, frameHeight: 32 } as const;
/** Each has two frames: what lies on the ground, and over it what is tinted by the kind. */
export const NODE_SHAPES = ['vein', 'crystal', 'heap', 'wreck'] as const;
export type NodeShape = (typeof NODE_SHAPES)[number];
/** Each is a row: the poses of `MONSTER_POSES`, first the hides, which are tinted by the kind, then what lies over them. */
export const MONSTER_FRAME = { frameWidth: 56, frameHeight: 48 } as const;
export const MONSTER_SHAPES = [
  'hound',
  'boar',
  'wisp',
  'archer',
  'golem',
  'scorpion',
  'raider',
  'serpent',
  'bat',
  'yeti',
  'elemental',
  'imp',
  'drake',
  'treant',
  'priest',
  'sentinel',
] as const;
export type MonsterShape = (typeof MONSTER_SHAPES)[number];
/** Four of a stride, of which the first stands still, and one of an attack. All look east. */
export const MONSTER_POSES = 5;
export const STRIKE_POSE = 4;
/** From the top of a frame to the ground that the monster stands on. */
export const MONSTER_GROUND = 43;
/** What lies on the ground: credits alone, or goods. */
export const DROP_FRAME = { frameWidth: 24, frameHeight: 24 } as const;
export const DROP_CREDITS = 0;
export const DROP_GOODS = 1;
/** Signs of abilities, in one row. The last stands for those of later versions. */
export const SIGN_SIZE = 24;
export const ABILITY_SIGNS = [
  'blade',
  'shield',
  'boot',
  'whirl',
  'arrow',
  'pierce',
  'tumble',
  'snare',
  'bolt',
  'mend',
  'starfall',
  'blink',
  'star',
] as const;
export type AbilitySign = (typeof ABILITY_SIGNS)[number];
/** These do not stand on the ground. */
export const FLOATING_SHAPES: ReadonlySet<string> = new Set<MonsterShape>([
  'wisp',
  'bat',
  'elemental',
  'imp',
]);
