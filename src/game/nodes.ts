import { GROUND_STEP, type Point } from './free-ground.ts';
import type { HarvestNode, NodeSlot } from './harvest.ts';
import { BODY_HALF } from './movement.ts';
import { nextBetween } from './random.ts';
import type { World } from './world.ts';

/** Nodes do not stand nearer to each other. World pixels. */
const SPACING = 48;
const ATTEMPTS = 16;
/** Where the ground is crowded, another attempt after this. */
const AGAIN_SEC = 1;
/** Off the points of the ground, so that no rows show. World pixels. */
const JITTER = GROUND_STEP / 4;

/** Lets the nodes appear whose time has come. */
export function respawnNodes(world: World, dt: number): void {
  const { waiting } = world.harvest;
  while (waiting.length > 0 && waiting[0]!.dueTick <= world.tick) {
    const slot = waiting.shift()!;
    const at = findRoom(world, slot);
    if (at) appear(world, slot, at);
    else wait(world, slot, AGAIN_SEC, dt);
  }
}

/** It is taken; another one of its kind appears after a while, somewhere else. */
export function removeNode(world: World, node: HarvestNode, dt: number): void {
  const { nodes, grid } = world.harvest;
  nodes.delete(node.id);
  grid.remove(node);
  world.events.push({ type: 'gone', entity: node });
  wait(world, node.slot, node.kind.respawnSec, dt);
}

function appear(world: World, slot: NodeSlot, { x, y }: Point): void {
  const { nodes, grid } = world.harvest;
  const serial = ++slot.serial;
  const id = `${slot.number}-${serial}`;
  const node: HarvestNode = { type: 'node', id, slot, serial, kind: slot.kind, x, y, cell: -1, mark: 0 };
  nodes.set(node.id, node);
  grid.place(node, x, y);
  world.events.push({ type: 'appeared', entity: node });
}

function wait(world: World, slot: NodeSlot, seconds: number, dt: number): void {
  const { waiting } = world.harvest;
  slot.dueTick = world.tick + Math.max(1, Math.ceil(seconds / dt));
  let at = waiting.length;
  while (at > 0 && waiting[at - 1]!.dueTick > slot.dueTick) at -= 1;
  waiting.splice(at, 0, slot);
}

function findRoom(world: World, { ground }: NodeSlot): Point | null {
  if (ground.length === 0) return null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const point = ground[nextBetween(world.random, 0, ground.length - 1)]!;
    const x = point.x + nextBetween(world.random, -JITTER, JITTER);
    const y = point.y + nextBetween(world.random, -JITTER, JITTER);
    const at = world.map.isFree(x, y, BODY_HALF) ? { x, y } : point;
    if (!isCrowded(world, at)) return at;
  }
  return null;
}

function isCrowded({ harvest }: World, { x, y }: Point): boolean {
  let crowded = false;
  harvest.grid.forEachNear(x, y, SPACING, (other) => {
    if (Math.hypot(other.x - x, other.y - y) < SPACING) crowded = true;
  });
  return crowded;
}
