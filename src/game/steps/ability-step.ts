import { useAbility } from '../abilities.ts';
import type { ActionRefusal } from '../events.ts';
import type { ActionRequest } from '../requests.ts';
import type { Player, TickContext, World } from '../world.ts';

/** Wishes of one player that are looked at in one tick. */
const MOST_PER_TICK = 4;

type AbilityRequest = Extract<ActionRequest, { type: 'ability' }>;

const looked = new Map<Player, number>();

/** Answers what players want to do with their abilities, in the order in which they asked. */
export function abilityStep(world: World, context: TickContext): void {
  for (const request of world.requests) {
    if (request.type !== 'ability') continue;
    const { actionId, player } = request;
    if (world.players.get(player.id) !== player) continue;
    const code = answer(world, request, context);
    if (code === null) world.events.push({ type: 'action-done', player, actionId });
    else world.events.push({ type: 'action-refused', player, actionId, code });
  }
  looked.clear();
}

function answer(
  world: World,
  { ability, aim, player, point, target }: AbilityRequest,
  context: TickContext,
): ActionRefusal | null {
  const count = (looked.get(player) ?? 0) + 1;
  looked.set(player, count);
  if (count > MOST_PER_TICK) return 'ability_not_ready';
  if (!player.connected) return 'interrupted';
  if (player.frozen) return 'travel_in_progress';
  return useAbility(world, player, ability, { target, aim, point }, context);
}
