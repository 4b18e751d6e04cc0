import type Phaser from 'phaser';
import type { DropState } from '../../../schema/creatures.ts';
import type { GameMap } from '../../../src/game/map.ts';
import type { CombatFact } from '../../../src/protocol.ts';
import type { CombatContent } from '../combat/combat-content.ts';
import type { Point, Target } from '../combat/targets.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import { type Bar, drawBar } from './bars.ts';
import { BattleNews } from './battle-news.ts';
import type { Crowd } from './crowd.ts';
import { DEPTH } from './depth.ts';
import { DropField } from './drop-field.ts';
import { spark } from './effect-shapes.ts';
import { Effects } from './effects.ts';
import { colorNumber } from './lettering.ts';
import { MonsterField } from './monster-field.ts';
import { ProjectileField } from './projectile-field.ts';
import type { RoomView } from './room-view.ts';

const SPARK_MS = 220;
const RING_COLOR = { enemy: 0xf0606a, friend: 0x6fdc8c } as const;

export interface BattlefieldOptions {
  scene: Phaser.Scene;
  room: PlaceRoom;
  view: RoomView;
  map: GameMap;
  crowd: Crowd;
  content: CombatContent;
  characterId: string;
  /** Each against all. */
  arePlayersEnemies: boolean;
  /** Name and sparkle of a kind of goods; empty: credits. */
  goods(kind: string): { name: string; color: number };
  /** May the own character have it? */
  isForSelf(drop: Pick<DropState, 'owner' | 'party'>): boolean;
  zoom: number;
  calm: boolean;
}

/** What is seen of fights in one room: monsters, shots, drops, effects, and the bars of health over all heads. */
export class Battlefield {
  readonly monsters: MonsterField;
  readonly shots: ProjectileField;
  readonly drops: DropField;
  /** Id of whom one has chosen; null: nobody. */
  target: string | null = null;
  private readonly options: BattlefieldOptions;
  private readonly effects: Effects;
  private readonly news: BattleNews;
  private readonly rings: Phaser.GameObjects.Graphics;
  private readonly bars: Phaser.GameObjects.Graphics;
  private zoom: number;

  constructor(options: BattlefieldOptions) {
    const { scene, room, view, content, characterId, calm } = options;
    this.options = options;
    this.zoom = options.zoom;
    this.rings = scene.add.graphics().setDepth(DEPTH.shadow);
    this.bars = scene.add.graphics().setDepth(DEPTH.names);
    this.effects = new Effects(scene);
    const dotsOf = (statuses: readonly string[]) => this.dotsOf(statuses);
    this.monsters = new MonsterField({ scene, room, view, content, calm, zoom: options.zoom, dotsOf });
    this.drops = new DropField({ ...options });
    this.shots = new ProjectileField({
      scene,
      room,
      abilities: content.abilities,
      characterId,
      map: options.map,
      onEnd: (at, color) => this.effects.run('air', SPARK_MS, spark(at, color, calm)),
    });
    this.news = new BattleNews({
      scene,
      effects: this.effects,
      content,
      characterId,
      calm,
      zoom: () => this.zoom,
      fighter: (id) => this.monsters.find(id) ?? options.crowd.find(id),
      positionOf: (id) => this.positionOf(id),
    });
  }

  /** After the crowd. @param now milliseconds */
  draw(now: number, elapsedMs: number): void {
    const { crowd, arePlayersEnemies } = this.options;
    const bars = this.monsters.draw(now, elapsedMs, this.target);
    this.drops.draw(now);
    this.shots.advance();
    this.effects.advance();
    const dotsOf = (statuses: readonly string[]) => this.dotsOf(statuses);
    this.drawBars([...bars, ...crowd.bars(this.target, arePlayersEnemies, dotsOf)]);
    this.drawRing();
  }

  hear(facts: readonly CombatFact[]): void {
    for (const fact of facts) this.news.show(fact);
  }

  /** Everybody but oneself. */
  targets(): Target[] {
    const { crowd, arePlayersEnemies } = this.options;
    return [...this.monsters.targets(), ...crowd.targets(arePlayersEnemies)];
  }

  /** Null: it is not in view, or oneself. */
  find(id: string): Target | null {
    const { crowd, arePlayersEnemies } = this.options;
    return this.monsters.target(id) ?? crowd.target(id, arePlayersEnemies);
  }

  setZoom(zoom: number): void {
    this.zoom = zoom;
    this.monsters.setZoom(zoom);
  }

  dispose(): void {
    for (const part of [this.monsters, this.shots, this.drops, this.effects]) part.dispose();
    this.rings.destroy();
    this.bars.destroy();
  }

  private positionOf(id: string): Point | null {
    return this.monsters.find(id)?.position ?? this.options.crowd.find(id)?.position ?? null;
  }

  private dotsOf(statuses: readonly string[]): readonly number[] {
    const kinds = statuses.map((id) => this.options.content.statuses.get(id));
    return kinds.filter((kind) => kind !== undefined).map(({ color }) => colorNumber(color));
  }

  private drawBars(bars: readonly Bar[]): void {
    this.bars.clear();
    for (const bar of bars) drawBar(this.bars, bar);
  }

  private drawRing(): void {
    this.rings.clear();
    const target = this.target === null ? null : this.find(this.target);
    if (!target?.isAlive) return;
    const { x, y, half, isEnemy } = target;
    this.rings.lineStyle(2, isEnemy ? RING_COLOR.enemy : RING_COLOR.friend, 0.9);
    this.rings.strokeEllipse(x, y + half * 0.8, half * 3, half * 1.5);
  }
}
