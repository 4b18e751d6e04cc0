import { Callbacks } from '@colyseus/schema';
import type Phaser from 'phaser';
import type { NodeState } from '../../../schema/world-state.ts';
import type { CollectableKind } from '../api/game-api.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import { DEPTH, depthAt } from './depth.ts';
import { NODE_SHAPES } from './frames.ts';

const GLINT_MS = 1_400;
const RING_RADIUS = 18;
const RING_COLOR = 0xffcf86;
const FROM_TOP = -Math.PI / 2;

/** A node, as the rest of the client knows it. */
export interface SeenNode {
  id: string;
  kind: string;
  name: string;
  x: number;
  y: number;
}

interface Drawn extends SeenNode {
  range: number;
  base: Phaser.GameObjects.Image;
  glint: Phaser.GameObjects.Image;
}

interface Work {
  node: Drawn;
  /** On the clock of the frames, milliseconds. */
  from: number;
  to: number;
}

export interface NodeFieldOptions {
  scene: Phaser.Scene;
  room: PlaceRoom;
  kinds: ReadonlyMap<string, CollectableKind>;
  /** Without movement that carries no meaning. */
  calm: boolean;
}

/** The ore and debris that the room shows, and the ring of the work on one of them. */
export class NodeField {
  private readonly options: NodeFieldOptions;
  private readonly drawn = new Map<string, Drawn>();
  private readonly ring: Phaser.GameObjects.Graphics;
  private readonly unbind: (() => void)[];
  private work: Work | null = null;

  constructor(options: NodeFieldOptions) {
    this.options = options;
    this.ring = options.scene.add.graphics().setDepth(DEPTH.names);
    const callbacks = Callbacks.get(options.room);
    this.unbind = [
      callbacks.onAdd('nodes', (node) => this.add(node as NodeState)),
      callbacks.onRemove('nodes', (node) => this.remove((node as NodeState).id)),
    ];
  }

  /** All that are in view. */
  get seen(): SeenNode[] {
    return [...this.drawn.values()].map(({ id, kind, name, x, y }) => ({ id, kind, name, x, y }));
  }

  /** The nearest one that can be collected from there. @param longer world pixels that effects add to every range */
  inReach({ x, y }: { x: number; y: number }, longer: number): SeenNode | null {
    let nearest: Drawn | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const node of this.drawn.values()) {
      const distance = Math.hypot(node.x - x, node.y - y);
      if (distance > node.range + longer || distance >= least) continue;
      nearest = node;
      least = distance;
    }
    return nearest;
  }

  begin(nodeId: string, seconds: number): void {
    const node = this.drawn.get(nodeId);
    const from = performance.now();
    this.work = node ? { node, from, to: from + seconds * 1000 } : null;
  }

  end(): void {
    this.work = null;
  }

  /** @param now milliseconds */
  draw(now: number): void {
    if (!this.options.calm) {
      for (const { glint, x, y } of this.drawn.values())
        glint.setAlpha(0.86 + 0.14 * Math.sin(((now + x * 7 + y * 13) / GLINT_MS) * Math.PI * 2));
    }
    this.ring.clear();
    if (!this.work) return;
    const { node, from, to } = this.work;
    const done = Math.min(Math.max((performance.now() - from) / (to - from), 0), 1);
    this.ring.lineStyle(4, 0x12102a, 0.6).strokeCircle(node.x, node.y, RING_RADIUS);
    this.ring.lineStyle(3, RING_COLOR, 1).beginPath();
    this.ring.arc(node.x, node.y, RING_RADIUS, FROM_TOP, FROM_TOP + done * Math.PI * 2).strokePath();
  }

  dispose(): void {
    for (const unbind of this.unbind) unbind();
    for (const id of [...this.drawn.keys()]) this.remove(id);
    this.ring.destroy();
  }

  private add({ id, kind, x, y }: NodeState): void {
    this.remove(id);
    const { scene, kinds } = this.options;
    // Of a later version: drawn all the same.
    const { name, shape, color, range } = kinds.get(kind) ?? UNKNOWN;
    const frame = Math.max(0, NODE_SHAPES.indexOf(shape)) * 2;
    const depth = depthAt(DEPTH.characters, y);
    const base = scene.add.image(x, y, 'nodes', frame).setOrigin(0.5, 0.8).setDepth(depth);
    const glint = scene.add
      .image(x, y, 'nodes', frame + 1)
      .setOrigin(0.5, 0.8)
      .setDepth(depth)
      .setTint(Number.parseInt(color.slice(1), 16));
    this.drawn.set(id, { id, kind, name, x, y, range, base, glint });
  }

  private remove(id: string): void {
    const node = this.drawn.get(id);
    if (!node) return;
    if (this.work?.node === node) this.work = null;
    node.base.destroy();
    node.glint.destroy();
    this.drawn.delete(id);
  }
}

const UNKNOWN: Pick<CollectableKind, 'name' | 'shape' | 'color' | 'range'> = {
  name: 'Something',
  shape: 'heap',
  color: '#ffffff',
  range: 56,
};
