import type Phaser from 'phaser';
import type { MonsterState } from '../../../schema/creatures.ts';
import type { ListedMonster } from '../combat/combat-content.ts';
import { type Bar, ENEMY_COLOR } from './bars.ts';
import { DEPTH, depthAt } from './depth.ts';
import { isWestward } from './facing.ts';
import {
  FLOATING_SHAPES,
  MONSTER_FRAME,
  MONSTER_GROUND,
  MONSTER_POSES,
  MONSTER_SHAPES,
  STRIKE_POSE,
} from './frames.ts';
import { Gait } from './gait.ts';
import { colorNumber, edgedText } from './lettering.ts';
import { isNamed } from './nameplate.ts';
import { paint, snap } from './paint.ts';

const FADE_MS = 300;
const HIT_MS = 90;
const STRIKE_MS = 260;
const LUNGE = 5;
/** Pictures are drawn for something of this half size, and grow in halves so that their pixels stay even. */
const DRAWN_HALF = 12;
const BAR_WIDTH = 26;
const DEAD_TINT = 0x777788;

/** What each mode shows over a head. */
const SIGNS: Readonly<Record<string, string>> = { sleep: 'z z', hunt: '!', flee: '…', return: '↩' };
const HUNT_SIGN_MS = 1_400;

export interface MonsterMoment {
  x: number;
  y: number;
  now: number;
  elapsedMs: number;
  /** The smallest step that the screen can show, in world pixels. */
  grid: number;
  isTarget: boolean;
}

/** One monster on the screen. */
export class MonsterFigure {
  readonly state: MonsterState;
  readonly kind: ListedMonster;
  private readonly hide: Phaser.GameObjects.Sprite;
  private readonly mark: Phaser.GameObjects.Sprite;
  private readonly shadow: Phaser.GameObjects.Image;
  private readonly name: Phaser.GameObjects.Text;
  private readonly sign: Phaser.GameObjects.Text;
  private readonly gait: Gait;
  private readonly row: number;
  private readonly scale: number;
  private readonly tint: number;
  private at: { x: number; y: number } | null = null;
  private isWest = false;
  private presence = 0;
  private isLeaving = false;
  private hitUntil = 0;
  private strikeUntil = 0;
  private mode = '';
  private modeSince = 0;

  constructor(
    scene: Phaser.Scene,
    state: MonsterState,
    kind: ListedMonster,
    { zoom, calm }: { zoom: number; calm: boolean },
  ) {
    this.state = state;
    this.kind = kind;
    this.row = Math.max(0, (MONSTER_SHAPES as readonly string[]).indexOf(kind.shape)) * MONSTER_POSES * 2;
    this.scale = Math.min(Math.max(Math.round((kind.half / DRAWN_HALF) * 2) / 2, 1), 4);
    this.tint = colorNumber(kind.color);
    this.gait = new Gait(FLOATING_SHAPES.has(kind.shape) && !calm);
    this.shadow = scene.add
      .image(0, 0, 'foot-shadow')
      .setDepth(DEPTH.shadow)
      .setScale(this.scale * 1.15);
    const layer = () =>
      scene.add
        .sprite(0, 0, 'monsters')
        .setOrigin(0.5, MONSTER_GROUND / MONSTER_FRAME.frameHeight)
        .setScale(this.scale);
    this.hide = layer();
    this.mark = layer();
    const isPlain = kind.rank === 'normal';
    this.name = edgedText(
      scene,
      `${kind.name} · ${state.level}`,
      isPlain ? '8px' : '9px',
      isPlain ? '#ffd5cf' : '#ffb766',
    );
    this.sign = edgedText(scene, '', '11px', '#ffe066');
    this.setZoom(zoom);
  }

  draw({ x, y, now, elapsedMs, grid, isTarget }: MonsterMoment): void {
    const moved = this.at ? Math.hypot(x - this.at.x, y - this.at.y) : 0;
    this.at = { x, y };
    const step = elapsedMs / FADE_MS;
    this.presence = Math.min(Math.max(this.presence + (this.isLeaving ? -step : step), 0), 1);
    this.isWest = isWestward(this.state.facing, this.isWest);
    const strikes = this.isAlive && now < this.strikeUntil;
    const pose = strikes ? STRIKE_POSE : this.isAlive ? this.gait.pose(moved, elapsedMs, now) : 0;
    const lunge = strikes ? LUNGE * Math.sin(((this.strikeUntil - now) / STRIKE_MS) * Math.PI) : 0;
    const drawnX = snap(x + (this.isWest ? -lunge : lunge), grid);
    const ground = snap(y + this.kind.half * 0.8, grid);
    for (const [index, layer] of [this.hide, this.mark].entries()) {
      layer
        .setFrame(this.row + pose + index * MONSTER_POSES)
        .setFlipX(this.isWest)
        .setPosition(drawnX, ground)
        .setScale(this.scale, this.isAlive ? this.scale : this.scale * 0.45)
        .setDepth(depthAt(DEPTH.characters, y + index * 0.001))
        .setAlpha(this.presence * (this.state.mode === 'return' ? 0.6 : 1));
      const plain = index === 0 ? this.tint : null;
      paint(layer, this.isAlive ? plain : DEAD_TINT, now < this.hitUntil);
    }
    this.shadow.setPosition(drawnX, ground - 1).setAlpha(this.presence * (this.isAlive ? 1 : 0.5));
    this.drawWords(drawnX, now, isTarget);
  }

  hit(now: number): void {
    this.hitUntil = now + HIT_MS;
  }

  strike(now: number): void {
    this.strikeUntil = now + STRIKE_MS;
  }

  leave(): void {
    this.isLeaving = true;
  }

  setZoom(zoom: number): void {
    this.name.setResolution(zoom);
    this.sign.setResolution(zoom);
  }

  get isAlive(): boolean {
    return this.state.mode !== 'dead' && this.state.health > 0;
  }

  get isGone(): boolean {
    return this.isLeaving && this.presence === 0;
  }

  get leaving(): boolean {
    return this.isLeaving;
  }

  /** Where it is drawn; null before the first frame. */
  get position(): { x: number; y: number } | null {
    return this.at;
  }

  /** Its health, where there is something to tell of it. */
  bar(isTarget: boolean, dots: readonly number[]): Bar | null {
    const { health, maxHealth } = this.state;
    if (!this.at || this.isLeaving || !this.isAlive || !this.isTelling(isTarget)) return null;
    const share = maxHealth === 0 ? 0 : health / maxHealth;
    const width = BAR_WIDTH * this.scale;
    return { x: this.at.x, y: this.top, width, share, color: ENEMY_COLOR, dots };
  }

  destroy(): void {
    for (const part of [this.hide, this.mark, this.shadow, this.name, this.sign]) part.destroy();
  }

  private get top(): number {
    return this.at!.y + this.kind.half * 0.8 - MONSTER_GROUND * this.scale;
  }

  private isTelling(isTarget: boolean): boolean {
    const { health, maxHealth, mode } = this.state;
    return isTarget || health < maxHealth || mode === 'hunt' || this.kind.rank !== 'normal';
  }

  private drawWords(x: number, now: number, isTarget: boolean): void {
    const { mode } = this.state;
    if (mode !== this.mode) {
      this.mode = mode;
      this.modeSince = now;
      this.sign.setText(SIGNS[mode] ?? '');
    }
    const hasName = this.isAlive && isNamed(this.kind.rank, isTarget);
    this.name
      .setVisible(hasName)
      .setPosition(x, this.top - 5)
      .setAlpha(this.presence);
    const isSigned = this.isAlive && (mode !== 'hunt' || now - this.modeSince < HUNT_SIGN_MS);
    this.sign
      .setVisible(isSigned)
      .setPosition(x, this.top - (hasName ? 16 : 5))
      .setAlpha(this.presence);
    const depth = depthAt(DEPTH.names, this.at!.y);
    this.name.setDepth(depth);
    this.sign.setDepth(depth);
  }
}
