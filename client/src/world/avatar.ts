import type Phaser from 'phaser';
import type { PlayerState } from '../../../schema/world-state.ts';
import { DEPTH, depthAt } from './depth.ts';
import { directionOf } from './facing.ts';
import { Walk } from './walk.ts';

const FADE_MS = 320;
const BUBBLE_MS = 6_000;
/** From the middle of the body to the soles, and to the line on which the name stands. */
const FEET = 9;
const NAME_LINE = -30;
const BUBBLE_LINE = -44;
const GHOST_ALPHA = 0.42;
const FONT = '"Trebuchet MS", "Segoe UI", Ubuntu, sans-serif';

export interface Look {
  /** CSS colour of the class. */
  color: string;
  texture: string;
  isSelf: boolean;
}

/** One character on the screen: figure, shadow, name and what it says. */
export class Avatar {
  private readonly scene: Phaser.Scene;
  private readonly figure: Phaser.GameObjects.Sprite;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly name: Phaser.GameObjects.Text;
  private readonly walk = new Walk();
  private bubble: Phaser.GameObjects.Text | null = null;
  private bubbleEndsAt = 0;
  private presence = 0;
  private at: { x: number; y: number } | null = null;
  private isLeaving = false;
  player: PlayerState;

  constructor(scene: Phaser.Scene, player: PlayerState, look: Look) {
    this.scene = scene;
    this.player = player;
    this.shadow = scene.add.image(0, 0, 'foot-shadow').setDepth(DEPTH.shadow);
    this.figure = scene.add.sprite(0, 0, look.texture).setOrigin(0.5, 44 / 48);
    this.name = scene.add
      .text(0, 0, player.name, {
        fontFamily: FONT,
        fontSize: '9px',
        fontStyle: 'bold',
        color: look.isSelf ? '#fff2cc' : look.color,
        stroke: '#12102a',
        strokeThickness: 3,
      })
      .setOrigin(0.5, 1);
  }

  /** @param grid the smallest step that the screen can show, in world pixels */
  draw(x: number, y: number, facing: number, now: number, elapsedMs: number, grid: number): void {
    const moved = this.at ? Math.hypot(x - this.at.x, y - this.at.y) : 0;
    this.at = { x, y };
    const [drawnX, drawnY] = [snap(x, grid), snap(y, grid)];
    const step = elapsedMs / FADE_MS;
    this.presence = Math.min(Math.max(this.presence + (this.isLeaving ? -step : step), 0), 1);
    const alpha = this.presence * (this.player.connected ? 1 : GHOST_ALPHA);
    this.figure
      .setFrame(this.walk.frame(directionOf(facing), moved, elapsedMs, now))
      .setPosition(drawnX, drawnY + FEET)
      .setDepth(depthAt(DEPTH.characters, y))
      .setAlpha(alpha);
    if (this.player.connected) this.figure.clearTint();
    else this.figure.setTint(0x8fa6ff);
    this.shadow.setPosition(drawnX, drawnY + FEET - 1).setAlpha(alpha);
    this.name
      .setPosition(drawnX, drawnY + NAME_LINE)
      .setDepth(depthAt(DEPTH.names, y))
      .setAlpha(alpha);
    this.drawBubble(drawnX, drawnY, now);
  }

  /** @param zoom screen pixels per world pixel, at which text is drawn so that it stays sharp */
  setZoom(zoom: number): void {
    this.name.setResolution(zoom);
    this.bubble?.setResolution(zoom);
  }

  say(text: string, now: number, zoom: number): void {
    this.bubble?.destroy();
    this.bubble = this.scene.add
      .text(0, 0, text, {
        fontFamily: FONT,
        fontSize: '10px',
        color: '#f4efff',
        backgroundColor: '#1b1640e6',
        padding: { x: 6, y: 4 },
        align: 'center',
        wordWrap: { width: 170, useAdvancedWrap: true },
      })
      .setOrigin(0.5, 1)
      .setResolution(zoom)
      .setDepth(DEPTH.bubbles);
    this.bubbleEndsAt = now + BUBBLE_MS;
  }

  /** Starts to fade; see `isGone`. */
  leave(): void {
    this.isLeaving = true;
  }

  /** Back before it had faded, or with a new state after a reconnect. */
  stay(player: PlayerState): void {
    this.player = player;
    this.isLeaving = false;
  }

  get isGone(): boolean {
    return this.isLeaving && this.presence === 0;
  }

  get leaving(): boolean {
    return this.isLeaving;
  }

  get position(): { x: number; y: number } | null {
    return this.at;
  }

  destroy(): void {
    for (const part of [this.figure, this.shadow, this.name, this.bubble]) part?.destroy();
  }

  private drawBubble(x: number, y: number, now: number): void {
    if (!this.bubble) return;
    if (now > this.bubbleEndsAt) {
      this.bubble.destroy();
      this.bubble = null;
      return;
    }
    const left = (this.bubbleEndsAt - now) / FADE_MS;
    this.bubble.setPosition(x, y + BUBBLE_LINE).setAlpha(Math.min(left, 1) * this.presence);
  }
}

function snap(value: number, grid: number): number {
  return Math.round(value / grid) * grid;
}
