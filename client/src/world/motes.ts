import type Phaser from 'phaser';
import { DEPTH } from './depth.ts';

const COUNT = 26;
const TINTS = [0xff94c6, 0xffcf86, 0xffd5ea, 0x97ecf3];
/** World pixels around the view in which a mote that left it on one side comes in on the other. */
const MARGIN = 24;

interface Mote {
  image: Phaser.GameObjects.Image;
  /** Where it started, and its drift in world pixels per second. */
  x: number;
  y: number;
  driftX: number;
  driftY: number;
  phase: number;
}

/** Petals and sparks in the evening wind. Pure decoration, and left out where movement is not wanted. */
export class Motes {
  private readonly motes: Mote[];

  constructor(scene: Phaser.Scene) {
    this.motes = Array.from({ length: COUNT }, (_, index) => ({
      image: scene.add
        .image(0, 0, 'glow')
        .setScale(0.03 + (index % 4) * 0.012)
        .setTint(TINTS[index % TINTS.length]!)
        .setBlendMode('ADD')
        .setDepth(DEPTH.lights),
      x: index * 173,
      y: index * 97,
      driftX: -9 - (index % 5) * 4,
      driftY: 5 + (index % 3) * 4,
      phase: index * 1.7,
    }));
  }

  /** @param now milliseconds @param view what the camera shows, world pixels */
  draw(now: number, view: Phaser.Geom.Rectangle): void {
    const seconds = now / 1000;
    for (const { image, x, y, driftX, driftY, phase } of this.motes) {
      const sway = Math.sin(seconds * 0.9 + phase);
      image.setPosition(
        wrap(x + driftX * seconds + sway * 8, view.x - MARGIN, view.width + 2 * MARGIN),
        wrap(y + driftY * seconds, view.y - MARGIN, view.height + 2 * MARGIN),
      );
      image.setAlpha(0.45 + 0.4 * Math.sin(seconds * 1.4 + phase * 2));
    }
  }
}

/** The value moved by whole lengths until it lies within `from` and `from + length`. */
function wrap(value: number, from: number, length: number): number {
  return from + ((((value - from) % length) + length) % length);
}
