import type { GameMap } from './map.ts';
import { BODY_HALF } from './movement.ts';

/** Two bodies at this distance do not hide each other. World pixels. */
const SPACING = 28;
/** Steps in the grid around the spawn, nearest first. */
const STEPS = [-2, -1, 0, 1, 2]
  .flatMap((down) => [-2, -1, 0, 1, 2].map((right) => ({ right, down })))
  .sort((a, b) => Math.hypot(a.right, a.down) - Math.hypot(b.right, b.down));

/**
 * Where several who arrive together appear: the first on the spawn, the others around it, where one can walk to from it.
 * @returns `count` points; where there is no room, several on the spawn
 */
export function arrivalPoints(
  map: GameMap,
  { x, y }: { x: number; y: number },
  count: number,
): { x: number; y: number }[] {
  const points = STEPS.map(({ right, down }) => ({ x: x + right * SPACING, y: y + down * SPACING })).filter(
    (point) =>
      map.slideX(x, y, point.x - x, BODY_HALF) === point.x &&
      map.slideY(point.x, y, point.y - y, BODY_HALF) === point.y,
  );
  return Array.from({ length: count }, (_, i) => points[i] ?? { x, y });
}
