import { Callbacks } from '@colyseus/schema';
import type Phaser from 'phaser';
import type { DropState } from '../../../schema/creatures.ts';
import { distance, type Point } from '../combat/targets.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import { DEPTH, depthAt } from './depth.ts';
import { DROP_CREDITS, DROP_GOODS } from './frames.ts';

const SPARKLE_MS = 1_100;
const GLOW_SIZE = 128;
const GLOW_RADIUS = 20;
/** What belongs to others is dim. */
const OTHERS_ALPHA = 0.45;

/** What lies on the ground, as the rest of the client knows it. */
export interface SeenDrop extends Point {
  id: string;
  kind: string;
  name: string;
}

interface Drawn extends SeenDrop {
  state: DropState;
  picture: Phaser.GameObjects.Image;
  sparkle: Phaser.GameObjects.Image;
}

export interface DropFieldOptions {
  scene: Phaser.Scene;
  room: PlaceRoom;
  /** Name and sparkle of a kind of goods; empty: credits. */
  goods(kind: string): { name: string; color: number };
  /** May the own character have it? */
  isForSelf(drop: Pick<DropState, 'owner' | 'party'>): boolean;
  /** Without movement that carries no meaning. */
  calm: boolean;
}

/** What monsters left behind. */
export class DropField {
  private readonly options: DropFieldOptions;
  private readonly drawn = new Map<string, Drawn>();
  private readonly unbind: (() => void)[];

  constructor(options: DropFieldOptions) {
    this.options = options;
    const callbacks = Callbacks.get(options.room);
    this.unbind = [
      callbacks.onAdd('drops', (drop) => this.add(drop as DropState)),
      callbacks.onRemove('drops', (drop) => this.remove((drop as DropState).id)),
    ];
  }

  get seen(): SeenDrop[] {
    return [...this.drawn.values()].map(({ id, kind, name, x, y }) => ({ id, kind, name, x, y }));
  }

  /** The nearest one within that distance that the own character may have. */
  inReach(from: Point, range: number): SeenDrop | null {
    let nearest: Drawn | null = null;
    for (const drop of this.drawn.values()) {
      const far = distance(from, drop);
      if (far > range || !this.options.isForSelf(drop.state)) continue;
      if (!nearest || far < distance(from, nearest)) nearest = drop;
    }
    return nearest;
  }

  draw(now: number): void {
    for (const { state, picture, sparkle, x, y } of this.drawn.values()) {
      const alpha = this.options.isForSelf(state) ? 1 : OTHERS_ALPHA;
      const wave = this.options.calm ? 0 : Math.sin(((now + x * 7 + y * 13) / SPARKLE_MS) * Math.PI * 2);
      picture.setAlpha(alpha);
      sparkle.setAlpha(alpha * (0.5 + 0.25 * wave));
    }
  }

  dispose(): void {
    for (const unbind of this.unbind) unbind();
    for (const id of [...this.drawn.keys()]) this.remove(id);
  }

  private add(state: DropState): void {
    this.remove(state.id);
    const { id, kind, x, y } = state;
    const { scene, goods } = this.options;
    const { name, color } = goods(kind);
    const sparkle = scene.add
      .image(x, y, 'glow')
      .setTint(color)
      .setBlendMode('ADD')
      .setScale((GLOW_RADIUS * 2) / GLOW_SIZE)
      .setDepth(DEPTH.shadow);
    const picture = scene.add
      .image(x, y, 'drops', kind === '' ? DROP_CREDITS : DROP_GOODS)
      .setOrigin(0.5, 0.8)
      .setDepth(depthAt(DEPTH.characters, y));
    this.drawn.set(id, { id, kind, name, x, y, state, picture, sparkle });
  }

  private remove(id: string): void {
    const drop = this.drawn.get(id);
    if (!drop) return;
    drop.picture.destroy();
    drop.sparkle.destroy();
    this.drawn.delete(id);
  }
}
