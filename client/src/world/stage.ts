import Phaser from 'phaser';
import { type SceneHooks, WorldScene } from './world-scene.ts';

/** A running Phaser game with one scene, filling an element at the screen's own resolution. */
export class Stage {
  readonly scene: WorldScene;
  private readonly game: Phaser.Game;
  private readonly parent: HTMLElement;
  private readonly watch: ResizeObserver;

  private constructor(parent: HTMLElement, hooks: SceneHooks) {
    this.parent = parent;
    this.scene = new WorldScene(hooks);
    this.game = new Phaser.Game({
      type: Phaser.WEBGL,
      parent,
      scene: this.scene,
      banner: false,
      backgroundColor: '#10294a',
      antialias: false,
      antialiasGL: false,
      roundPixels: false,
      powerPreference: 'high-performance',
      audio: { noAudio: true },
      // Keys, mouse and touch belong to the page, which has a chat and buttons besides the world.
      input: { keyboard: false, mouse: false, touch: false, gamepad: false },
      scale: { mode: Phaser.Scale.NONE, ...pixelSize(parent) },
    });
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(parent);
  }

  /** Resolves once everything is loaded. */
  static async open(parent: HTMLElement, hooks: SceneHooks): Promise<Stage> {
    const stage = new Stage(parent, hooks);
    await stage.scene.ready;
    return stage;
  }

  get framesPerSec(): number {
    return this.game.loop.actualFps;
  }

  close(): void {
    this.watch.disconnect();
    this.game.destroy(true);
  }

  private fit(): void {
    const { width, height } = pixelSize(this.parent);
    if (width > 0 && height > 0) this.game.scale.resize(width, height);
  }
}

function pixelSize(element: HTMLElement): { width: number; height: number } {
  const scale = window.devicePixelRatio;
  return { width: Math.round(element.clientWidth * scale), height: Math.round(element.clientHeight * scale) };
}
