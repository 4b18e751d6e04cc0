import { applyPotion, beginPotion, cancelPotion, potionRefusal } from '../potions.ts';
import type { TickContext, World } from '../world.ts';

/** Answers who wants to use a potion, and lets those that have been paid for do what they do. */
export function potionStep(world: World, { dt }: TickContext): void {
  for (const request of world.requests) {
    const { actionId, player } = request;
    if (world.players.get(player.id) !== player) continue;
    if (request.type === 'potion') {
      const code = potionRefusal(world, player, request.item);
      if (code === null) beginPotion(world, player, request.item, actionId, dt);
      else world.events.push({ type: 'action-refused', player, actionId, code });
    } else if (request.type === 'potion-paid') {
      applyPotion(world, player, request.item, dt);
      world.events.push({ type: 'action-done', player, actionId });
    } else if (request.type === 'potion-unpaid') cancelPotion(player);
  }
}
