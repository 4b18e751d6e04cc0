import type { GameMap } from './map.ts';

/** Sight is this thick, half, so that it does not pass between two walls that touch. World pixels. */
const SIGHT_HALF = 0.5;

/** Is there no wall on the straight way between two points? World pixels. */
export function hasLineOfSight(map: GameMap, x1: number, y1: number, x2: number, y2: number): boolean {
  return map.sweep(x1, y1, x2 - x1, y2 - y1, SIGHT_HALF) >= 1;
}
