/** Less than this of a tick is rounding, not time. */
const TICK_TOLERANCE = 1e-6;

/**
 * @param dt seconds per tick
 * @returns whole ticks, at least one, that last no shorter than so many seconds
 */
export function ticksFor(seconds: number, dt: number): number {
  return Math.max(1, Math.ceil(seconds / dt - TICK_TOLERANCE));
}
