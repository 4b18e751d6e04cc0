import type { NodeField, NodeKind } from '../content/node-types.ts';
import type { PlaceMap } from '../content/types.ts';
import { groundWithin, type Point, reachableGround } from './free-ground.ts';
import { Grid } from './grid.ts';
import type { GameMap } from './map.ts';
import type { Visible } from './views.ts';
import type { Player, World } from './world.ts';

/** One after the other, nodes of one kind stand somewhere on this ground. */
export interface NodeSlot {
  readonly number: number;
  readonly kind: NodeKind;
  readonly ground: readonly Point[];
  /** How many stood here, the present one included. */
  serial: number;
  /** When the next one appears, while none is there. */
  dueTick: number;
}

export interface HarvestNode extends Visible {
  readonly type: 'node';
  /** Of this one alone: the next one of its slot has another. */
  readonly id: string;
  readonly slot: NodeSlot;
  readonly serial: number;
  readonly kind: NodeKind;
  readonly x: number;
  readonly y: number;
}

/** A wish to collect, until the next tick. */
export interface CollectRequest {
  player: Player;
  nodeId: string;
  actionId: string;
}

/** A character at work. */
export interface Collection {
  readonly player: Player;
  readonly node: HarvestNode;
  readonly actionId: string;
  readonly endTick: number;
}

/** Why nothing was collected. */
export type CollectRefusal =
  | 'travel_in_progress'
  | 'dead'
  | 'stunned'
  | 'already_collecting'
  | 'node_gone'
  | 'too_far'
  | 'interrupted';

export interface StackRoll {
  kind: string;
  amount: number;
}

export type HarvestEvent =
  /** Work has begun, and will take so long. */
  | { type: 'collecting'; player: Player; actionId: string; node: HarvestNode; seconds: number }
  | { type: 'collect-refused'; player: Player; actionId: string; code: CollectRefusal }
  | {
      type: 'collect-interrupted';
      player: Player;
      actionId: string;
      node: HarvestNode;
      code: CollectRefusal;
    }
  /** The node is gone, and this came out of it. Property only once the economy has it. */
  | { type: 'harvested'; player: Player; actionId: string; node: HarvestNode; stacks: StackRoll[] };

/** What can be collected in a world, and who is at it. */
export interface Harvest {
  readonly nodes: Map<string, HarvestNode>;
  readonly grid: Grid<HarvestNode>;
  /** Slots without a node, the next one due first. */
  readonly waiting: NodeSlot[];
  /** By character; in the order in which they began. */
  readonly collections: Map<string, Collection>;
  readonly requests: CollectRequest[];
}

/** What a place has to be collected: kinds by id, and its fields. */
export interface HarvestContent {
  kinds: ReadonlyMap<string, NodeKind>;
  fields: readonly NodeField[];
}

/** Nodes appear in the first tick. */
export function createHarvest(place: PlaceMap, map: GameMap, { kinds, fields }: HarvestContent): Harvest {
  let number = 0;
  const waiting = fields.flatMap((field) => {
    const ground = groundOf(field, place, map);
    const kind = kinds.get(field.node)!;
    return Array.from({ length: field.count }, () => ({
      number: number++,
      kind,
      ground,
      serial: 0,
      dueTick: 0,
    }));
  });
  return {
    nodes: new Map(),
    grid: new Grid(map.width, map.height),
    waiting,
    collections: new Map(),
    requests: [],
  };
}

/** Asks for the node in the next tick, which answers with an event. */
export function requestCollect({ harvest }: World, player: Player, nodeId: string, actionId: string): void {
  harvest.requests.push({ player, nodeId, actionId });
}

/** Ends the work of a character, if it is at any. */
export function interruptCollection(world: World, player: Player, code: CollectRefusal): void {
  const collection = world.harvest.collections.get(player.id);
  if (collection?.player !== player) return;
  world.harvest.collections.delete(player.id);
  const { actionId, node } = collection;
  world.events.push({ type: 'collect-interrupted', player, actionId, node, code });
}

/** World pixels between the middle of the character and the node. */
export function reachOf({ effects }: Pick<Player, 'effects'>, { range }: Pick<NodeKind, 'range'>): number {
  return range + effects.magnetRange;
}

export function isInReach({ body, effects }: Pick<Player, 'body' | 'effects'>, node: HarvestNode): boolean {
  return Math.hypot(node.x - body.x, node.y - body.y) <= reachOf({ effects }, node.kind);
}

/** Without areas it is all the ground. */
function groundOf(field: NodeField, place: PlaceMap, map: GameMap): readonly Point[] {
  return field.areas.length === 0
    ? reachableGround(place, map)
    : groundWithin(place, map, field.areas, field);
}
