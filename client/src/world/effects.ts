import type Phaser from 'phaser';
import { DEPTH } from './depth.ts';

/** Draws a moment of something short. @param done from 0 to 1 */
export type Flash = (pen: Phaser.GameObjects.Graphics, done: number) => void;

interface Running {
  draw: Flash;
  from: number;
  ms: number;
  pen: Phaser.GameObjects.Graphics;
}

/** Beyond this many the oldest end early: a battle of hundreds must not become one of drawing. */
const MOST = 80;

/** Short drawings over and under the figures. */
export class Effects {
  private readonly ground: Phaser.GameObjects.Graphics;
  private readonly air: Phaser.GameObjects.Graphics;
  private running: Running[] = [];

  constructor(scene: Phaser.Scene) {
    this.ground = scene.add.graphics().setDepth(DEPTH.shadow);
    this.air = scene.add.graphics().setDepth(DEPTH.lights).setBlendMode('ADD');
  }

  /** @param where under the figures, or over them as light */
  run(where: 'ground' | 'air', ms: number, draw: Flash): void {
    if (this.running.length >= MOST) this.running.shift();
    this.running.push({ draw, from: performance.now(), ms, pen: this[where] });
  }

  advance(): void {
    const now = performance.now();
    this.ground.clear();
    this.air.clear();
    this.running = this.running.filter(({ from, ms }) => now - from < ms);
    for (const { draw, from, ms, pen } of this.running) draw(pen, (now - from) / ms);
  }

  dispose(): void {
    this.ground.destroy();
    this.air.destroy();
  }
}
