import { isAlive } from './actor.ts';
import type { ActionRefusal } from './events.ts';
import { isStunned } from './statuses.ts';
import type { Player } from './world.ts';

/** @returns why somebody can do nothing at all at the moment; null: it can */
export function hindranceOf(player: Player): ActionRefusal | null {
  if (!player.connected) return 'interrupted';
  if (player.frozen) return 'travel_in_progress';
  if (!isAlive(player)) return 'dead';
  return isStunned(player) ? 'stunned' : null;
}
