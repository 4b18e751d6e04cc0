import type { Point } from './free-ground.ts';
import type { HarvestNode, NodeSlot } from './harvest.ts';
import { findRoom, queue } from './respawn.ts';
import { unseen } from './views.ts';
import type { World } from './world.ts';

/** Nodes do not stand nearer to each other. World pixels. */
const SPACING = 48;
const ATTEMPTS = 16;
/** Where the ground is crowded, another attempt after this. */
const AGAIN_SEC = 1;

/** Lets the nodes appear whose time has come. */
export function respawnNodes(world: World, dt: number): void {
  const { waiting } = world.harvest;
  while (waiting.length > 0 && waiting[0]!.dueTick <= world.tick) {
    const slot = waiting.shift()!;
    const suits = (at: Point) => !isCrowded(world, at);
    const at = findRoom(world, { ground: slot.ground, attempts: ATTEMPTS, suits });
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
  const node: HarvestNode = { type: 'node', id, slot, serial, kind: slot.kind, x, y, ...unseen() };
  nodes.set(node.id, node);
  grid.place(node, x, y);
  world.events.push({ type: 'appeared', entity: node });
}

function wait({ harvest, tick }: World, slot: NodeSlot, seconds: number, dt: number): void {
  queue(harvest.waiting, slot, tick + Math.max(1, Math.ceil(seconds / dt)));
}

function isCrowded({ harvest }: World, { x, y }: Point): boolean {
  let crowded = false;
  harvest.grid.forEachNear(x, y, SPACING, (_other, squared) => {
    if (squared < SPACING ** 2) crowded = true;
  });
  return crowded;
}
