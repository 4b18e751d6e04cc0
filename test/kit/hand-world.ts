import type { CharacterClass, PlaceMap, Rect } from '../../src/content/types.ts';
import { fullChatBucket } from '../../src/game/chat.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { MoveCommand } from '../../src/game/movement.ts';
import { NO_PAST, type Past } from '../../src/game/past.ts';
import { tick } from '../../src/game/tick.ts';
import {
  addPlayer,
  createWorld,
  type Player,
  removePlayer,
  type WorldOptions,
  type WorldRules,
} from '../../src/game/world.ts';

export const EAST: MoveCommand = { moveX: 127, moveY: 0, facing: 0 };
export const WEST: MoveCommand = { moveX: -127, moveY: 0, facing: 128 };
export const SOUTH: MoveCommand = { moveX: 0, moveY: 127, facing: 64 };

export function emptyMap(width: number, height: number, walls: Rect[] = []): PlaceMap {
  return { width, height, walls, spawns: [{ name: 'start', x: 100, y: 100 }], portals: [], tiled: {} };
}

/** 160 px/s. */
export const RUNNER: CharacterClass = {
  id: 'ranger',
  name: 'Runner',
  text: 'Runs.',
  color: '#ffffff',
  speed: 160,
  health: 100,
  mana: 50,
  stamina: 100,
  attack: 10,
  defence: 0,
  growth: { health: 10, mana: 5, stamina: 5, attack: 2, defence: 1 },
  abilities: [],
};

/** Nobody is harmed, nobody lives here. */
export const PEACE: WorldRules = {
  combat: 'none',
  classes: new Map([[RUNNER.id, RUNNER]]),
  abilities: new Map(),
  statuses: new Map(),
  monsters: new Map(),
  spawns: [],
  rift: null,
  match: null,
  drops: { reach: 64, scatter: 24, ownedSec: 60, lastsSec: 180, most: 200 },
  items: new Map(),
  progression: {
    maxLevel: 10,
    experience: { base: 100, multiplier: 1.5 },
    killExperience: { fullUpTo: 5, lossPerLevel: 0.2 },
    deathLoss: 0,
    respawnSec: 2,
    respawnAtMostSec: 10,
    respawnStatus: 'protected',
    regeneration: { health: 0, mana: 0, stamina: 0, inFight: 0 },
    fightSec: 5,
    lingerAtMostSec: 30,
    potionCooldownSec: 10,
    globalCooldownSec: 0.25,
    assistSec: 10,
  },
};

const BARREN: WorldOptions = {
  seed: '0'.repeat(32),
  rules: PEACE,
  harvest: { kinds: new Map(), fields: [] },
};

/** A world that stands still until it is ticked by hand: no clock, no sockets, 20 steps a second, 160 px/s. */
export class HandWorld {
  readonly world;
  /** What players saw when they acted. */
  past: Past = NO_PAST;
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
      experience: 0,
      partyId: null,
      health: 100,
      mana: 50,
      stamina: 100,
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
        past: this.past,
      });
      events.push(...this.world.events);
    }
    return events;
  }
}
