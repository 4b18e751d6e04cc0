import type { PlaceMap } from '../content/types.ts';
import type { Effects } from '../content/upgrades.ts';
import { NO_EFFECTS, speedWith } from './effects.ts';
import type { GridItem } from './grid.ts';
import { Grid } from './grid.ts';
import {
  createHarvest,
  emptyNodeView,
  type Harvest,
  type HarvestContent,
  type HarvestEvent,
  type NodeView,
} from './harvest.ts';
import { GameMap } from './map.ts';
import type { Body, MoveCommand } from './movement.ts';
import { type Random, seededRandom } from './random.ts';
import type { TokenBucket } from './token-bucket.ts';

/** A character in the world. Plain data; rooms mirror what clients may see of it into schema state. */
export interface Player extends GridItem {
  /** Character id. */
  readonly id: string;
  readonly name: string;
  readonly classId: string;
  readonly level: number;
  readonly body: Body;
  /** World pixels per second, of its class alone. */
  readonly classSpeed: number;
  /** World pixels per second, effects included: a whole number. */
  speed: number;
  /** What it has beyond its class; set by `affect`. */
  effects: Readonly<Effects>;
  /** False while its seat is held for a dropped connection. */
  connected: boolean;
  /** Stands still and does nothing, because its travel has begun. */
  frozen: boolean;
  /** Steps that it may still take; see the movement step. */
  stepBudget: number;
  /** Inputs that were dropped because they came faster than time passes. */
  refusedInputs: number;
  /** Position or facing changed in this tick. */
  moved: boolean;
  /** Ids of the players that it is shown, itself included. */
  readonly visible: Set<string>;
  /** The nodes that it is shown. */
  readonly nodeView: NodeView;
  /** Spreads interest updates over ticks. */
  readonly slot: number;
  readonly chat: TokenBucket;
}

/** What one player is shown changed. */
export interface InterestEvent {
  type: 'enter' | 'leave';
  viewer: Player;
  subject: Player;
}

export type WorldEvent = InterestEvent | HarvestEvent;

/** Where a tick reads what players want. */
export interface InputSource {
  /** How many commands wait. */
  size(playerId: string): number;
  /** Takes the oldest `count`. */
  take(playerId: string, count: number): MoveCommand[];
}

export interface World {
  readonly map: GameMap;
  readonly players: Map<string, Player>;
  readonly grid: Grid<Player>;
  /** The only dice of the world. */
  readonly random: Random;
  readonly harvest: Harvest;
  tick: number;
  /** Facts of the current tick, in order; the room acts on them. */
  events: WorldEvent[];
  nextSlot: number;
}

export interface TickContext {
  /** Seconds per step. */
  dt: number;
  inputs: InputSource;
}

export interface WorldOptions {
  /** 32 hexadecimal digits: with the same seed and inputs the same happens. */
  seed: string;
  harvest: HarvestContent;
}

export function createWorld(place: PlaceMap, { seed, harvest }: WorldOptions): World {
  const map = new GameMap(place.width, place.height, place.walls);
  return {
    map,
    players: new Map(),
    grid: new Grid(map.width, map.height),
    random: seededRandom(seed),
    harvest: createHarvest(place, map, harvest),
    tick: 0,
    events: [],
    nextSlot: 0,
  };
}

export type NewPlayer = Pick<Player, 'id' | 'name' | 'classId' | 'level' | 'classSpeed' | 'chat'> & Body;

/** Adds a player; it sees itself at once and others from the next tick on. */
export function addPlayer(world: World, entering: NewPlayer): Player {
  const { x, y, facing, ...rest } = entering;
  const player: Player = {
    ...rest,
    body: { x: Math.fround(x), y: Math.fround(y), facing },
    speed: speedWith(entering.classSpeed, NO_EFFECTS),
    effects: NO_EFFECTS,
    connected: true,
    frozen: false,
    stepBudget: 0,
    refusedInputs: 0,
    moved: false,
    visible: new Set(),
    nodeView: emptyNodeView(),
    slot: world.nextSlot++,
    cell: -1,
  };
  world.players.set(player.id, player);
  world.grid.place(player, player.body.x, player.body.y);
  return player;
}

/** From the next step on the rules reckon with these effects, whatever it had before. */
export function affect(player: Player, effects: Readonly<Effects>): void {
  player.effects = effects;
  player.speed = speedWith(player.classSpeed, effects);
}

export function removePlayer(world: World, player: Player): void {
  world.players.delete(player.id);
  world.grid.remove(player);
  world.harvest.collections.delete(player.id);
  for (const viewer of world.players.values()) viewer.visible.delete(player.id);
}
