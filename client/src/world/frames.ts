/** Sizes of the frames in the sprite sheets that `client/art` draws. */
export const CHARACTER_FRAME = { frameWidth: 32, frameHeight: 48 } as const;
export const VORTEX_FRAME = { frameWidth: 106, frameHeight: 116 } as const;
