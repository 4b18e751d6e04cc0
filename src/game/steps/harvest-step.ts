import { isAlive } from '../actor.ts';
import { ticksFor } from '../duration.ts';
import {
  type Collection,
  type CollectRefusal,
  type CollectRequest,
  interruptCollection,
  isInReach,
} from '../harvest.ts';
import { rollLoot } from '../loot.ts';
import { removeNode, respawnNodes } from '../nodes.ts';
import { isStunned } from '../statuses.ts';
import { isShown } from '../views.ts';
import type { TickContext, World } from '../world.ts';

/** Lets nodes appear whose time has come, carries on with what is collected, and begins with what is asked for. */
export function harvestStep(world: World, { dt }: TickContext): void {
  const { collections, requests } = world.harvest;
  respawnNodes(world, dt);
  if (collections.size > 0) for (const collection of collections.values()) carryOn(world, collection, dt);
  if (requests.length === 0) return;
  for (const request of requests) answer(world, request, dt);
  requests.length = 0;
}

function carryOn(world: World, collection: Collection, dt: number): void {
  const { player, node, actionId, endTick } = collection;
  const code = interruptionOf(world, collection);
  if (code !== null) {
    interruptCollection(world, player, code);
    return;
  }
  if (world.tick < endTick) return;
  world.harvest.collections.delete(player.id);
  const stacks = rollLoot(node.kind.loot, world.random);
  removeNode(world, node, dt);
  world.events.push({ type: 'harvested', player, actionId, node, stacks });
}

function interruptionOf({ harvest }: World, { player, node }: Collection): CollectRefusal | null {
  if (!player.connected) return 'interrupted';
  if (player.frozen) return 'travel_in_progress';
  if (isStunned(player)) return 'stunned';
  // Somebody else was faster.
  if (harvest.nodes.get(node.id) !== node) return 'node_gone';
  return isInReach(player, node) ? null : 'too_far';
}

function answer(world: World, { player, nodeId, actionId }: CollectRequest, dt: number): void {
  if (world.players.get(player.id) !== player) return;
  const { collections, nodes } = world.harvest;
  const refuse = (code: CollectRefusal) =>
    world.events.push({ type: 'collect-refused', player, actionId, code });
  if (!player.connected) return void refuse('interrupted');
  if (player.frozen) return void refuse('travel_in_progress');
  if (!isAlive(player)) return void refuse('dead');
  if (isStunned(player)) return void refuse('stunned');
  if (collections.has(player.id)) return void refuse('already_collecting');
  const node = nodes.get(nodeId);
  // What one is not shown is not there: nobody finds nodes by trying ids.
  if (!node || !isShown(player, node)) return void refuse('node_gone');
  if (!isInReach(player, node)) return void refuse('too_far');
  const ticks = ticksFor(node.kind.seconds / (1 + player.effects.collection), dt);
  collections.set(player.id, { player, node, actionId, endTick: world.tick + ticks });
  world.events.push({ type: 'collecting', player, actionId, node, seconds: ticks * dt });
}
