import type Phaser from 'phaser';
import type { PlayerState } from '../../../schema/world-state.ts';
import { idsOf } from '../combat/vitals.ts';
import type { Bar } from './bars.ts';
import { DEPTH, depthAt } from './depth.ts';
import { directionOf } from './facing.ts';
import { edgedText, FONT } from './lettering.ts';
import { paint, snap } from './paint.ts';
import { Walk } from './walk.ts';

const FADE_MS = 320;
const BUBBLE_MS = 6_000;
/** From the middle of the body to the soles, and to the line on which the name stands. */
const FEET = 9;
const NAME_LINE = -30;
const BUBBLE_LINE = -44;
const GHOST_ALPHA = 0.42;
const GHOST_TINT = 0x8fa6ff;
const DEAD_TINT = 0x77778c;
const HIT_MS = 90;
const BAR_WIDTH = 26;
/** The name makes room for the bar of health under it. */
const BAR_ROOM = 6;

export interface Look {
  /** CSS colour of the class. */
  color: string;
  texture: string;
  isSelf: boolean;
  /** Of a status by its id: does it make unseen? */
  isHiding(status: string): boolean;
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
  private hitUntil = 0;
  private readonly look: Look;
  player: PlayerState;

  constructor(scene: Phaser.Scene, player: PlayerState, look: Look) {
    this.scene = scene;
    this.player = player;
    this.look = look;
    this.shadow = scene.add.image(0, 0, 'foot-shadow').setDepth(DEPTH.shadow);
    this.figure = scene.add.sprite(0, 0, look.texture).setOrigin(0.5, 44 / 48);
    this.name = edgedText(scene, player.name, '9px', look.isSelf ? '#fff2cc' : look.color);
  }

  /** @param grid the smallest step that the screen can show, in world pixels */
  draw(x: number, y: number, facing: number, now: number, elapsedMs: number, grid: number): void {
    const moved = this.at ? Math.hypot(x - this.at.x, y - this.at.y) : 0;
    this.at = { x, y };
    const [drawnX, drawnY] = [snap(x, grid), snap(y, grid)];
    const step = elapsedMs / FADE_MS;
    this.presence = Math.min(Math.max(this.presence + (this.isLeaving ? -step : step), 0), 1);
    const alpha = this.presence * (this.player.connected && !this.isHidden ? 1 : GHOST_ALPHA);
    this.figure
      .setAngle(this.isAlive ? 0 : 90)
      .setFrame(this.walk.frame(directionOf(facing), moved, elapsedMs, now))
      .setPosition(drawnX, drawnY + FEET)
      .setDepth(depthAt(DEPTH.characters, y))
      .setAlpha(alpha);
    paint(this.figure, this.isAlive ? this.ghostTint : DEAD_TINT, now < this.hitUntil);
    this.shadow.setPosition(drawnX, drawnY + FEET - 1).setAlpha(alpha);
    this.name
      .setPosition(drawnX, drawnY + NAME_LINE - (this.isHurt ? BAR_ROOM : 0))
      .setDepth(depthAt(DEPTH.names, y))
      .setAlpha(alpha);
    this.drawBubble(drawnX, drawnY, now);
  }

  hit(now: number): void {
    this.hitUntil = now + HIT_MS;
  }

  /** Its health, where there is something to tell of it. */
  bar(color: number, isTarget: boolean, dots: readonly number[]): Bar | null {
    const { health, maxHealth } = this.player;
    if (!this.at || this.isLeaving || !this.isAlive || maxHealth === 0) return null;
    if (!this.isHurt && !isTarget && dots.length === 0) return null;
    return {
      x: this.at.x,
      y: this.at.y + NAME_LINE - BAR_ROOM / 2,
      width: BAR_WIDTH,
      share: health / maxHealth,
      color,
      dots,
    };
  }

  get isAlive(): boolean {
    return this.player.health > 0 || this.player.maxHealth === 0;
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

  private get isHurt(): boolean {
    return this.player.health < this.player.maxHealth;
  }

  private get isHidden(): boolean {
    return this.player.statuses !== '' && idsOf(this.player.statuses).some((id) => this.look.isHiding(id));
  }

  private get ghostTint(): number | null {
    return this.player.connected ? null : GHOST_TINT;
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
