import Phaser from 'phaser';
import { CHARACTER_FRAME, VORTEX_FRAME } from './frames.ts';

/** The shorter side of the screen shows about this many world pixels, whatever its resolution. */
const SHORT_SIDE = 330;

export interface SceneHooks {
  /** The classes whose pictures are needed. */
  classIds: readonly string[];
  onFrame(now: number, elapsedMs: number): void;
  onZoom(zoom: number): void;
}

/** Loads the pictures, runs the frames and holds the camera. What is shown is put into it from outside. */
export class WorldScene extends Phaser.Scene {
  readonly ready: Promise<void>;
  private readonly hooks: SceneHooks;
  private settle!: () => void;

  constructor(hooks: SceneHooks) {
    super('world');
    this.hooks = hooks;
    this.ready = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  preload(): void {
    this.load.setPath('/art');
    this.load.image('city', 'city.png');
    this.load.image('glow', 'glow.png');
    this.load.image('foot-shadow', 'foot-shadow.png');
    this.load.spritesheet('vortex', 'vortex.png', VORTEX_FRAME);
    for (const classId of this.hooks.classIds) {
      this.load.spritesheet(`class-${classId}`, `class-${classId}.png`, CHARACTER_FRAME);
    }
  }

  create(): void {
    this.anims.create({
      key: 'vortex',
      frames: this.anims.generateFrameNumbers('vortex', {}),
      frameRate: 10,
      repeat: -1,
    });
    this.scale.on('resize', () => this.fitZoom());
    this.fitZoom();
    this.settle();
  }

  override update(now: number, elapsedMs: number): void {
    this.hooks.onFrame(now, elapsedMs);
  }

  /** Centres the camera on a point, on whole screen pixels: half ones would make the city shimmer. */
  lookAt(x: number, y: number, width: number, height: number): void {
    const camera = this.cameras.main;
    const whole = (value: number) => Math.round(value * camera.zoom) / camera.zoom;
    camera.setBounds(0, 0, width, height);
    camera.centerOn(whole(x), whole(y));
    camera.setScroll(whole(camera.scrollX), whole(camera.scrollY));
  }

  private fitZoom(): void {
    const { width, height } = this.scale;
    const zoom = Math.max(1, Math.round(Math.min(width, height) / SHORT_SIDE));
    this.cameras.main.setZoom(zoom);
    this.hooks.onZoom(zoom);
  }
}
