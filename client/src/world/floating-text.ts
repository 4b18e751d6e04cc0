import type Phaser from 'phaser';
import { DEPTH } from './depth.ts';
import { edgedText } from './lettering.ts';

const RISE_MS = 1_600;
const RISE = 26;
const LINE = 12;

export interface FloatLook {
  /** Screen pixels per world pixel. */
  zoom: number;
  /** They stay where they are. */
  calm: boolean;
  /** As in CSS. */
  color?: string;
  size?: string;
  ms?: number;
}

/** Words that rise from a point and fade. */
export function floatText(
  scene: Phaser.Scene,
  at: { x: number; y: number },
  lines: readonly string[],
  { zoom, calm, color = '#ffe9b8', size = '10px', ms = RISE_MS }: FloatLook,
): void {
  for (const [index, line] of lines.entries()) {
    const text = edgedText(scene, line, size, color)
      .setPosition(at.x, at.y - index * LINE)
      .setResolution(zoom)
      .setDepth(DEPTH.bubbles);
    scene.tweens.add({
      targets: text,
      y: calm ? text.y : text.y - RISE,
      alpha: { from: 1, to: 0 },
      duration: ms,
      ease: 'Cubic.easeIn',
      onComplete: () => text.destroy(),
    });
  }
}
