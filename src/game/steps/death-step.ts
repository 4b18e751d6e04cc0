import { isAlive } from '../actor.ts';
import { isMonster, isPlayer } from '../actors.ts';
import { die, forgetAll, layDown, respawnTick, standUp } from '../deaths.ts';
import { ticksFor } from '../duration.ts';
import { shareExperience } from '../progression.ts';
import type { ActionRequest } from '../requests.ts';
import type { TickContext, World } from '../world.ts';

/** Lets die who has no health left, gives those who took part their experience, and lets the dead stand up. */
export function deathStep(world: World, { dt }: TickContext): void {
  for (const actor of world.dying) {
    if (!isAlive(actor)) continue;
    const { creditIds } = die(world, actor, dt);
    if (isPlayer(actor)) layDown(world, actor);
    if (!isMonster(actor)) continue;
    shareExperience(world, actor, creditIds);
    forgetAll(world, actor);
  }
  world.dying.length = 0;
  for (const request of world.requests) if (request.type === 'respawn') answer(world, request, dt);
  raiseAll(world, dt);
}

function answer(
  world: World,
  { player, actionId }: Extract<ActionRequest, { type: 'respawn' }>,
  dt: number,
): void {
  if (world.players.get(player.id) !== player) return;
  if (isAlive(player) || world.tick < respawnTick(world, player, dt)) {
    world.events.push({ type: 'action-refused', player, actionId, code: 'not_dead' });
    return;
  }
  standUp(world, player, dt);
  world.events.push({ type: 'action-done', player, actionId });
}

/** Also those whose connection dropped: nobody lies there for ever. */
function raiseAll(world: World, dt: number): void {
  const longest = ticksFor(world.rules.progression.respawnAtMostSec, dt);
  for (const player of world.players.values()) {
    if (!isAlive(player) && world.tick - player.diedTick >= longest) standUp(world, player, dt);
  }
}
