interface Point {
  x: number;
  y: number;
}

/** So long a mouse that does not move still says where to, milliseconds. */
const STILL_MS = 2_000;

/**
 * Whether one aims with the mouse: while its button is held, and shortly after it moved. A mouse that merely lies over the world
 * would otherwise lead away every shot of somebody who plays with keys.
 */
export class MouseAim {
  private last: Point | null = null;
  private movedAt = Number.NEGATIVE_INFINITY;
  private held = false;

  get isHeld(): boolean {
    return this.held;
  }

  /** @param point null: it is not over the world @param now milliseconds */
  moved(point: Point | null, now: number): void {
    // Browsers report a mouse at rest again whenever something appears below it.
    if (point?.x !== this.last?.x || point?.y !== this.last?.y) this.movedAt = now;
    this.last = point;
  }

  press(point: Point, now: number): void {
    this.held = true;
    this.last = point;
    this.movedAt = now;
  }

  release(): void {
    this.held = false;
  }

  /** The keys have said who is meant. */
  yield(): void {
    this.movedAt = Number.NEGATIVE_INFINITY;
  }

  /** Where it aims; null: nowhere. @param now milliseconds */
  at(now: number): Point | null {
    return this.held || now - this.movedAt < STILL_MS ? this.last : null;
  }
}
