import type Phaser from 'phaser';

const HEIGHT = 3;
const BACK = 0x12102a;
const DOT = 3;

export const FRIEND_COLOR = 0x6fdc8c;
export const ENEMY_COLOR = 0xf0606a;

export interface Bar {
  /** Its middle and its upper edge, world pixels. */
  x: number;
  y: number;
  width: number;
  /** 0 to 1. */
  share: number;
  color: number;
  /** A small square each, for what lasts on it. */
  dots: readonly number[];
}

/** Draws a bar of health over somebody. */
export function drawBar(pen: Phaser.GameObjects.Graphics, { x, y, width, share, color, dots }: Bar): void {
  const left = x - width / 2;
  pen.fillStyle(BACK, 0.85).fillRect(left - 1, y - 1, width + 2, HEIGHT + 2);
  // Whoever lives has something left to see.
  if (share > 0) pen.fillStyle(color, 1).fillRect(left, y, Math.max(1, width * share), HEIGHT);
  for (const [index, dot] of dots.entries())
    pen.fillStyle(dot, 1).fillRect(left + index * (DOT + 1), y - DOT - 2, DOT, DOT);
}
