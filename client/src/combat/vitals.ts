import type { WorldState } from '../../../schema/world-state.ts';
import type { PlaceRoom } from '../connection/place-room.ts';

/** A measure and the most that it can be. */
export interface Gauge {
  now: number;
  most: number;
}

/** What is shown of the own character. */
export interface Vitals {
  level: number;
  health: Gauge;
  mana: Gauge;
  stamina: Gauge;
  experience: Gauge;
  statuses: readonly string[];
  isDead: boolean;
}

/** Null until the server has sent it. */
export function vitalsOf(room: PlaceRoom | null, characterId: string): Vitals | null {
  const state = room?.state as WorldState | undefined;
  const player = state?.players?.get(characterId);
  if (!player || player.maxHealth === 0) return null;
  const own = state?.own?.get(characterId);
  return {
    level: player.level,
    health: { now: player.health, most: player.maxHealth },
    mana: { now: own?.mana ?? 0, most: own?.maxMana ?? 0 },
    stamina: { now: own?.stamina ?? 0, most: own?.maxStamina ?? 0 },
    experience: { now: own?.experience ?? 0, most: own?.nextLevel ?? 0 },
    statuses: idsOf(player.statuses),
    isDead: player.health === 0,
  };
}

/** How full it is, 0 to 1. */
export function shareOf({ now, most }: Gauge): number {
  return most <= 0 ? 0 : Math.min(Math.max(now / most, 0), 1);
}

/** Ids, as states carry them: with spaces between. */
export function idsOf(text: string | undefined): readonly string[] {
  return text ? text.split(' ') : [];
}
