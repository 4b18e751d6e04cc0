import type { Actor } from './actor.ts';
import type { Point } from './free-ground.ts';

/** Nobody is judged by what was longer ago. */
export const MAX_REWIND_SEC = 0.25;

/** What was, as those saw it who act now. */
export interface Past {
  /** How long ago that was which the player saw when it acted: seconds, from 0 to MAX_REWIND_SEC. */
  delayOf(playerId: string): number;
  /** Where an actor was so many seconds ago. */
  positionAt(actor: Actor, secondsAgo: number): Point;
}

/** Everybody sees what is. */
export const NO_PAST: Past = { delayOf: () => 0, positionAt: ({ body }) => body };
