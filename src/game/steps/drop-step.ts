import { freeDrop, isAttracted, leaveDrops, pickUpRefusal, removeDrop, takeDrop } from '../drops.ts';
import type { Player, TickContext, World } from '../world.ts';

/** Monsters that died leave what they had, what lies there grows older, and is picked up. */
export function dropStep(world: World, { dt }: TickContext): void {
  for (const event of world.events) {
    const monster = event.type === 'died' && world.monsters.get(event.actor.id);
    if (monster) leaveDrops(world, monster, event.creditIds, dt);
  }
  for (const request of world.requests) {
    if (request.type === 'pick-up') answer(world, request.player, request.drop, request.actionId);
  }
  if (world.drops.size > 0) lieThere(world);
}

function answer(world: World, player: Player, dropId: string, actionId: string): void {
  if (world.players.get(player.id) !== player) return;
  const drop = world.drops.get(dropId);
  const code = pickUpRefusal(player, drop, world.rules.drops.reach);
  if (code === null) takeDrop(world, player, drop!, actionId);
  else world.events.push({ type: 'action-refused', player, actionId, code });
}

function lieThere(world: World): void {
  for (const drop of world.drops.values()) {
    if (world.tick >= drop.goneTick) {
      removeDrop(world, drop);
      continue;
    }
    if (drop.ownerId === null) continue;
    const owner = world.players.get(drop.ownerId);
    if (world.tick >= drop.freeTick) freeDrop(world, drop);
    else if (owner && isAttracted(owner, drop)) takeDrop(world, owner, drop, null);
  }
}
