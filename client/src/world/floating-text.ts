import type Phaser from 'phaser';
import { DEPTH } from './depth.ts';

const RISE_MS = 1_600;
const RISE = 26;
const LINE = 12;
const FONT = '"Trebuchet MS", "Segoe UI", Ubuntu, sans-serif';

/** Words that rise from a point and fade. @param zoom screen pixels per world pixel @param calm they stay where they are */
export function floatText(
  scene: Phaser.Scene,
  at: { x: number; y: number },
  lines: readonly string[],
  { zoom, calm }: { zoom: number; calm: boolean },
): void {
  for (const [index, line] of lines.entries()) {
    const text = scene.add
      .text(at.x, at.y - index * LINE, line, {
        fontFamily: FONT,
        fontSize: '10px',
        fontStyle: 'bold',
        color: '#ffe9b8',
        stroke: '#12102a',
        strokeThickness: 3,
      })
      .setOrigin(0.5, 1)
      .setResolution(zoom)
      .setDepth(DEPTH.bubbles);
    scene.tweens.add({
      targets: text,
      y: calm ? text.y : text.y - RISE,
      alpha: { from: 1, to: 0 },
      duration: RISE_MS,
      ease: 'Cubic.easeIn',
      onComplete: () => text.destroy(),
    });
  }
}
