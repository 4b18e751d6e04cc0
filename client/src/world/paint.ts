import Phaser from 'phaser';

const PLAIN = 0xffffff;

/** The finest step that the screen can show, in world pixels, is `grid`. */
export function snap(value: number, grid: number): number {
  return Math.round(value / grid) * grid;
}

/** Colours a figure by its tint, or wholly white for the moment in which it was hit. */
export function paint(figure: Phaser.GameObjects.Sprite, tint: number | null, isHit: boolean): void {
  const mode = isHit ? Phaser.TintModes.FILL : Phaser.TintModes.MULTIPLY;
  figure.setTint(isHit ? PLAIN : (tint ?? PLAIN)).setTintMode(mode);
}
