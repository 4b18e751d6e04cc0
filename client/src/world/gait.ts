/** Poses of one stride in the sheet of monsters. */
const STRIDE_POSES = 4;
/** World pixels from one pose to the next. */
const STEP = 11;
/** Slower than this, in world pixels per second, is standing: what smoothing leaves over. */
const STANDING_SPEED = 10;
const COAST_MS = 120;
/** What floats moves where it is, too. */
const HOVER_MS = 190;

/** Chooses a monster's pose from how its drawn position moves. */
export class Gait {
  private readonly floats: boolean;
  private distance = 0;
  private movedAt = Number.NEGATIVE_INFINITY;

  constructor(floats: boolean) {
    this.floats = floats;
  }

  /** @param moved world pixels since the last frame @param elapsedMs time since the last frame @param now milliseconds */
  pose(moved: number, elapsedMs: number, now: number): number {
    if (elapsedMs > 0 && (moved / elapsedMs) * 1000 > STANDING_SPEED) {
      this.movedAt = now;
      this.distance += moved;
    }
    if (this.floats) return Math.floor(now / HOVER_MS) % STRIDE_POSES;
    if (now - this.movedAt <= COAST_MS) return Math.floor(this.distance / STEP) % STRIDE_POSES;
    this.distance = 0;
    return 0;
  }
}
