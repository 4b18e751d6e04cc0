import { GROUND_STEP, type Point } from './free-ground.ts';
import { BODY_HALF } from './movement.ts';
import { nextBetween } from './random.ts';
import type { World } from './world.ts';

/** Off the points of the ground, so that no rows show. World pixels. */
const JITTER = GROUND_STEP / 4;

/** What waits to be filled again. */
export interface Waiting {
  dueTick: number;
}

/** Puts it among those that wait, the next one due first; of equals the one that waits longer. */
export function queue<S extends Waiting>(waiting: S[], slot: S, dueTick: number): void {
  slot.dueTick = dueTick;
  let at = waiting.length;
  while (at > 0 && waiting[at - 1]!.dueTick > dueTick) at -= 1;
  waiting.splice(at, 0, slot);
}

export interface RoomWanted {
  /** Empty: there is none. */
  ground: readonly Point[];
  attempts: number;
  suits(at: Point): boolean;
}

/** @returns somewhere on the ground where it suits; null: not now */
export function findRoom({ map, random }: World, { ground, attempts, suits }: RoomWanted): Point | null {
  if (ground.length === 0) return null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const point = ground[nextBetween(random, 0, ground.length - 1)]!;
    const x = point.x + nextBetween(random, -JITTER, JITTER);
    const y = point.y + nextBetween(random, -JITTER, JITTER);
    const at = map.isFree(x, y, BODY_HALF) ? { x, y } : point;
    if (suits(at)) return at;
  }
  return null;
}
