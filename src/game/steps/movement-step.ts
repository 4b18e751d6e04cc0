import { stepMovement } from '../movement.ts';
import type { Player, TickContext, World } from '../world.ts';

/** A player whose inputs arrive in clumps may catch up by so much. */
const MAX_CATCH_UP_SEC = 0.5;
/** More waiting inputs than this are stale; the oldest are dropped, so that a clump does not become lasting delay. */
const MAX_BACKLOG = 1;

/**
 * Applies waiting inputs, one step of movement each. Time is what pays for steps: every tick earns one, so that no client
 * moves faster than its speed by sending more inputs or by a fast clock.
 */
export function movementStep(world: World, context: TickContext): void {
  const maxBudget = Math.round(MAX_CATCH_UP_SEC / context.dt);
  for (const player of world.players.values()) {
    player.moved = false;
    player.stepBudget = Math.min(maxBudget, player.stepBudget + 1);
    if (player.connected && !player.frozen) applyInputs(world, player, context);
  }
}

function applyInputs(world: World, player: Player, { inputs, dt }: TickContext): void {
  const { body } = player;
  const { x, y, facing } = body;
  const applied = inputs.take(player.id, player.stepBudget);
  for (const command of applied) stepMovement(body, command, world.map, player.speed, dt);
  player.stepBudget -= applied.length;
  const excess = inputs.size(player.id) - MAX_BACKLOG;
  if (excess > 0) player.refusedInputs += inputs.take(player.id, excess).length;

  player.moved = body.x !== x || body.y !== y || body.facing !== facing;
  if (player.moved) world.grid.place(player, body.x, body.y);
}
