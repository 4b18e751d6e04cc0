import { DIRECTIONS, type Direction } from './facing.ts';

/** Frames of one row of the sprite sheet: two of standing, four of walking. */
export const FRAMES_PER_ROW = 6;
const IDLE_FRAMES = 2;
const WALK_FRAMES = 4;
const IDLE_MS = 620;
/** World pixels from one frame of walking to the next, so that feet do not slide whatever the speed. */
const STRIDE = 15;
/** Slower than this, in world pixels per second, is standing: what smoothing leaves over. */
const STANDING_SPEED = 12;
/** A pause this short between two steps is still walking. */
const COAST_MS = 120;

/** Chooses a character's frame from how its drawn position moves. */
export class Walk {
  private distance = 0;
  private movedAt = Number.NEGATIVE_INFINITY;

  /** @param moved world pixels since the last frame @param elapsedMs time since the last frame @param now milliseconds */
  frame(direction: Direction, moved: number, elapsedMs: number, now: number): number {
    if (elapsedMs > 0 && (moved / elapsedMs) * 1000 > STANDING_SPEED) {
      this.movedAt = now;
      this.distance += moved;
    }
    const row = DIRECTIONS.indexOf(direction) * FRAMES_PER_ROW;
    if (now - this.movedAt > COAST_MS) {
      this.distance = 0;
      return row + (Math.floor(now / IDLE_MS) % IDLE_FRAMES);
    }
    return row + IDLE_FRAMES + (Math.floor(this.distance / STRIDE) % WALK_FRAMES);
  }
}
