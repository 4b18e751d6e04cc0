import type Phaser from 'phaser';

export const FONT = '"Trebuchet MS", "Segoe UI", Ubuntu, sans-serif';

/** Bold words with a dark edge, standing on their point. @param size as in CSS @param color as in CSS */
export function edgedText(
  scene: Phaser.Scene,
  words: string,
  size: string,
  color: string,
): Phaser.GameObjects.Text {
  return scene.add
    .text(0, 0, words, {
      fontFamily: FONT,
      fontSize: size,
      fontStyle: 'bold',
      color,
      stroke: '#12102a',
      strokeThickness: 3,
    })
    .setOrigin(0.5, 1);
}

/** Of a CSS colour such as "#f2a65a". */
export function colorNumber(color: string): number {
  return Number.parseInt(color.slice(1), 16);
}
