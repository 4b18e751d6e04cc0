import Phaser from 'phaser';
import { CHARACTER_FRAME, DROP_FRAME, MONSTER_FRAME, NODE_FRAME, VORTEX_FRAME } from './frames.ts';

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
    this.load.image('glow', 'glow.png');
    this.load.image('foot-shadow', 'foot-shadow.png');
    this.load.spritesheet('nodes', 'nodes.png', NODE_FRAME);
    this.load.spritesheet('monsters', 'monsters.png', MONSTER_FRAME);
    this.load.spritesheet('drops', 'drops.png', DROP_FRAME);
    this.load.spritesheet('vortex', 'vortex.png', VORTEX_FRAME);
    for (const classId of this.hooks.classIds) {
      this.load.spritesheet(`class-${classId}`, `class-${classId}.png`, CHARACTER_FRAME);
    }
  }

  /** Loads pictures of tile sets that are not there yet. @throws Error when one cannot be had */
  async loadTilesets(names: readonly string[]): Promise<void> {
    const missing = names.filter((name) => !this.textures.exists(name));
    if (missing.length === 0) return;
    for (const name of missing) this.load.image(name, `${encodeURIComponent(name)}.png`);
    await new Promise((resolve) => {
      this.load.once('complete', resolve);
      this.load.start();
    });
    const lost = missing.filter((name) => !this.textures.exists(name));
    if (lost.length > 0) throw new Error(`Pictures could not be loaded: ${lost.join(', ')}`);
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

  /** Centres the camera on a point of a map that large, on whole screen pixels: half ones would make the ground shimmer. */
  lookAt(x: number, y: number, width: number, height: number): void {
    const camera = this.cameras.main;
    const whole = (value: number) => Math.round(value * camera.zoom) / camera.zoom;
    // A map that is smaller than the screen stands in its middle.
    const [left, top] = [camera.displayWidth - width, camera.displayHeight - height].map((spare) =>
      Math.max(spare / 2, 0),
    ) as [number, number];
    camera.setBounds(-left, -top, width + 2 * left, height + 2 * top);
    camera.centerOn(whole(x), whole(y));
    camera.setScroll(whole(camera.scrollX), whole(camera.scrollY));
  }

  /** The world pixel under a point of the page. @param clientX CSS pixels, as of pointer events */
  worldAt(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.game.canvas.getBoundingClientRect();
    const perPixel = this.scale.width / (box.width || 1);
    const { x, y } = this.cameras.main.getWorldPoint(
      (clientX - box.left) * perPixel,
      (clientY - box.top) * perPixel,
    );
    return { x, y };
  }

  private fitZoom(): void {
    const { width, height } = this.scale;
    const zoom = Math.max(1, Math.round(Math.min(width, height) / SHORT_SIDE));
    this.cameras.main.setZoom(zoom);
    this.hooks.onZoom(zoom);
  }
}
