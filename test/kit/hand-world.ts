import type { PlaceMap, Rect } from '../../src/content/types.ts';
import { fullChatBucket } from '../../src/game/chat.ts';
import type { MoveCommand } from '../../src/game/movement.ts';
import { tick } from '../../src/game/tick.ts';
import {
  addPlayer,
  createWorld,
  type Player,
  removePlayer,
  type WorldEvent,
  type WorldOptions,
} from '../../src/game/world.ts';

export const EAST: MoveCommand = { moveX: 127, moveY: 0, facing: 0 };
export const WEST: MoveCommand = { moveX: -127, moveY: 0, facing: 128 };
export const SOUTH: MoveCommand = { moveX: 0, moveY: 127, facing: 64 };

export function emptyMap(width: number, height: number, walls: Rect[] = []): PlaceMap {
  return { width, height, walls, spawns: [{ name: 'start', x: 100, y: 100 }], portals: [], tiled: {} };
}

const BARREN: WorldOptions = { seed: '0'.repeat(32), harvest: { kinds: new Map(), fields: [] } };

/** A world that stands still until it is ticked by hand: no clock, no sockets, 20 steps a second, 160 px/s. */
export class HandWorld {
  readonly world;
  private readonly queues = new Map<string, MoveCommand[]>();

  constructor(map: PlaceMap = emptyMap(4096, 4096), options: Partial<WorldOptions> = {}) {
    this.world = createWorld(map, { ...BARREN, ...options });
  }

  enter(id: string, x: number, y: number): Player {
    this.queues.set(id, []);
    return addPlayer(this.world, {
      id,
      name: id,
      classId: 'ranger',
      level: 1,
      classSpeed: 160,
      chat: fullChatBucket(0),
      x,
      y,
      facing: 0,
    });
  }

  leave(player: Player): void {
    removePlayer(this.world, player);
  }

  send(player: Player, command: MoveCommand, times = 1): void {
    for (let i = 0; i < times; i++) this.queues.get(player.id)!.push(command);
  }

  waiting(player: Player): number {
    return this.queues.get(player.id)!.length;
  }

  /** Runs ticks. @returns the events of all of them, in order. */
  tick(times = 1): WorldEvent[] {
    const events: WorldEvent[] = [];
    for (let i = 0; i < times; i++) {
      tick(this.world, {
        dt: 1 / 20,
        inputs: {
          size: (id) => this.queues.get(id)!.length,
          take: (id, count) => this.queues.get(id)!.splice(0, count),
        },
      });
      events.push(...this.world.events);
    }
    return events;
  }
}
