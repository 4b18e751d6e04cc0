/** Sizes of the frames in the sprite sheets that `client/art` draws. */
export const CHARACTER_FRAME = { frameWidth: 32, frameHeight: 48 } as const;
export const VORTEX_FRAME = { frameWidth: 106, frameHeight: 116 } as const;
export const NODE_FRAME = { frameWidth: 32, frameHeight: 32 } as const;
/** Each has two frames: what lies on the ground, and over it what is tinted by the kind. */
export const NODE_SHAPES = ['vein', 'crystal', 'heap', 'wreck'] as const;
export type NodeShape = (typeof NODE_SHAPES)[number];
