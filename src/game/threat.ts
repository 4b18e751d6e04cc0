import { isStanding } from './actors.ts';
import { canBeHarmed, type Monster } from './monster.ts';
import { rouse } from './sleep.ts';
import type { Player, World } from './world.ts';

/** Another one has to be hated so much more than the target to become it, or it would waver between two. */
const SWITCH_FACTOR = 1.1;
/** As much as the least harm. */
const NOTICED = 1;

/**
 * What somebody did to a monster, or for its enemies: it minds from this tick on, also if it slept.
 * @param amount of damage, or of healing times its share
 */
export function addThreat(world: World, monster: Monster, actorId: string, amount: number): void {
  if (!canBeHarmed(monster)) return;
  const known = monster.threat.get(actorId) ?? 0;
  monster.threat.set(actorId, known + amount);
  if (monster.mode === 'sleep') rouse(world, monster);
  if (monster.mode === 'idle') monster.thinkTick = world.tick;
}

/** It minds somebody who did nothing yet but come near. */
export function mind({ threat }: Monster, actorId: string): void {
  if (!threat.has(actorId)) threat.set(actorId, NOTICED);
}

/** Somebody whom a monster may be after: there, alive, and neither hidden, protected nor about to travel. */
export function isHuntable(player: Player | undefined): player is Player {
  if (!player || player.frozen || !isStanding(player)) return false;
  if (player.statuses.size > 0) {
    for (const { kind } of player.statuses.values()) if (kind.hidden || kind.protected) return false;
  }
  return true;
}

/**
 * The most hated of those it may be after, the present target before who is hated little more. Forgets those who have left
 * or died.
 */
export function mostHated({ players }: World, { threat, targetId }: Monster): Player | null {
  let most: Player | null = null;
  let mostThreat = 0;
  for (const [id, amount] of threat) {
    const player = players.get(id);
    if (!player || !isStanding(player)) {
      threat.delete(id);
      continue;
    }
    const weight = id === targetId ? amount * SWITCH_FACTOR : amount;
    if (weight <= mostThreat || !isHuntable(player)) continue;
    most = player;
    mostThreat = weight;
  }
  return most;
}
