/** Whom a player is shown. World pixels; ticks. */
export const INTEREST = {
  /** Somebody comes into view within this distance … */
  enterRadius: 640,
  /** … and goes out of it beyond this one, so that a step back and forth over a border changes nothing. */
  leaveRadius: 768,
  /** The nearest are shown, itself not counted. */
  maxVisible: 64,
  /** A player's view is looked at anew every so many ticks. */
  everyTicks: 4,
} as const;

const RING = 16;
const RINGS = INTEREST.enterRadius / RING + 1;
/** Distances of those already shown count less by this factor: the hysteresis, also for the nearest 64. */
const SHOWN_FACTOR = INTEREST.enterRadius / INTEREST.leaveRadius;

/**
 * Collects candidates by effective distance and keeps the nearest, in time linear in the candidates: they are counted by
 * ring, and only the ring in which the limit falls is sorted.
 */
export class NearestSelection<T> {
  private readonly rings: { item: T; distance: number }[][] = Array.from({ length: RINGS }, () => []);

  clear(): void {
    for (const ring of this.rings) ring.length = 0;
  }

  /** @param distance world pixels; those out of range are left out. */
  offer(item: T, distance: number, shown: boolean): void {
    const effective = shown ? distance * SHOWN_FACTOR : distance;
    if (effective > INTEREST.enterRadius) return;
    this.rings[Math.floor(effective / RING)]!.push({ item, distance: effective });
  }

  forEachNearest(limit: number, visit: (item: T) => void): void {
    let left = limit;
    for (const ring of this.rings) {
      if (left <= 0) return;
      if (ring.length > left) ring.sort((a, b) => a.distance - b.distance).length = left;
      for (const candidate of ring) visit(candidate.item);
      left -= ring.length;
    }
  }
}
