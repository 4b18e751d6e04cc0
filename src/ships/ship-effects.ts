import type { Effects } from '../content/upgrades.ts';
import type { ShipStats } from './ship-stats.ts';

/** Metres per second at which a ship makes its character neither faster nor slower. */
const CRUISING_SPEED = 100;
const SPEED_BONUS_PER = 1000;
const MOST_SPEED_BONUS = 0.3;

/**
 * What a ship adds to the character who flies it: its cargo can be carried, its instruments work around the character, and a
 * fast ship makes it faster, by `(speed − 100 m/s) ÷ 1000 m/s`, from 0 to 0.3.
 */
export function shipEffects(stats: ShipStats): Partial<Effects> {
  const { cargo, scannerRange, collection, magnetRange, speed } = stats;
  const speedBonus = Math.min(MOST_SPEED_BONUS, Math.max(0, (speed - CRUISING_SPEED) / SPEED_BONUS_PER));
  return { carry: cargo, scannerRange, collection, magnetRange, speedBonus };
}
