import type { Actor } from './actor.ts';
import type { Point } from './free-ground.ts';
import { MAX_REWIND_SEC, NO_PAST, type Past } from './past.ts';

/** Nobody gets further than this, walking and dashing, while sight lags behind. World pixels. */
const MAX_LAG = 320;

/** The world as somebody saw it when it acted: itself where it is, others where they were. */
export interface Sight {
  /** null: nobody's. */
  readonly viewer: Actor | null;
  readonly past: Past;
  /** Seconds, from 0 to MAX_REWIND_SEC. */
  readonly delaySec: number;
}

/** Monsters see what is; players what had reached their screens. */
export function sightOf(viewer: Actor, past: Past): Sight {
  const delaySec = viewer.type === 'player' ? past.delayOf(viewer.id) : 0;
  // Whatever is claimed: nobody gains more by being late.
  return { viewer, past, delaySec: Math.min(MAX_REWIND_SEC, Math.max(0, delaySec)) };
}

/** The world as it is. */
export const PRESENT: Sight = { viewer: null, past: NO_PAST, delaySec: 0 };

/** World pixels. Not to be kept: it may change with the next question. */
export function seenAt({ viewer, past, delaySec }: Sight, actor: Actor): Readonly<Point> {
  return actor === viewer || delaySec === 0 ? actor.body : past.positionAt(actor, delaySec);
}

/** So far may somebody now be from where sight has it. World pixels. */
export function lagOf({ delaySec }: Sight): number {
  return delaySec === 0 ? 0 : MAX_LAG;
}
