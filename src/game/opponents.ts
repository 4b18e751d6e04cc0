import { ticksFor } from './duration.ts';
import { INTEREST } from './interest.ts';
import type { Player, World } from './world.ts';

/** Notes who fights whom: whoever harms a player or is harmed by it, and the monsters that are after it. */
export function noteOpponents(world: World, onNew: (player: Player) => void): void {
  const { events, monsters, players } = world;
  for (const event of events) {
    if (event.type !== 'hit' || event.sourceId === event.target.id) continue;
    const { sourceId, target } = event;
    note(world, players.get(target.id), sourceId, onNew);
    note(world, players.get(sourceId), target.id, onNew);
  }
  for (const { id, targetId } of monsters.values()) {
    if (targetId !== null) note(world, players.get(targetId), id, onNew);
  }
}

/** Forgets those whose fight is over, and visits the ids of the others. */
export function forEachOpponent(world: World, player: Player, dt: number, visit: (id: string) => void): void {
  if (player.opponents.size === 0) return;
  const since = world.tick - ticksFor(INTEREST.opponentSec, dt);
  for (const [id, tick] of player.opponents) {
    if (tick < since) player.opponents.delete(id);
    else visit(id);
  }
}

function note(
  { tick }: World,
  player: Player | undefined,
  opponentId: string,
  onNew: (player: Player) => void,
): void {
  if (!player) return;
  if (!player.opponents.has(opponentId)) onNew(player);
  player.opponents.set(opponentId, tick);
}
