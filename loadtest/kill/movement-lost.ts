import type { Sighting } from './player.ts';

/**
 * Walking that was undone: from when the player last stood where it was put back to, until it was last seen.
 * @param before sightings in order, at least one
 * @returns milliseconds
 */
export function movementLostMs(before: readonly Sighting[], restored: { x: number; y: number }): number {
  const distance = ({ x, y }: Sighting) => Math.hypot(x - restored.x, y - restored.y);
  const nearest = Math.min(...before.map(distance));
  const last = before.findLast((sighting) => distance(sighting) === nearest)!;
  return before.at(-1)!.at - last.at;
}
