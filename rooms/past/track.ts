import type { Point } from '../../src/game/free-ground.ts';

/** Where one actor was at the last moments that were recorded: a ring that overwrites the oldest. */
export class Track {
  private readonly times: Float64Array;
  private readonly xs: Float64Array;
  private readonly ys: Float64Array;
  private newest = -1;
  private count = 0;

  /** @param kept moments, at least one */
  constructor(kept: number) {
    this.times = new Float64Array(kept);
    this.xs = new Float64Array(kept);
    this.ys = new Float64Array(kept);
  }

  /** @param time later than that of the last call */
  record(time: number, { x, y }: Readonly<Point>): void {
    const at = this.newest + 1 === this.times.length ? 0 : this.newest + 1;
    this.times[at] = time;
    this.xs[at] = x;
    this.ys[at] = y;
    this.newest = at;
    if (this.count < this.times.length) this.count += 1;
  }

  /** Between two moments in proportion; before the oldest and after the newest as then. Something must have been recorded. */
  copyAt(time: number, into: Point): void {
    const { times, xs, ys } = this;
    let after = this.newest;
    let at = after;
    for (let left = this.count; times[at]! > time && left > 1; left--) {
      after = at;
      at = at === 0 ? times.length - 1 : at - 1;
    }
    const passed = after === at || times[at]! > time ? 0 : (time - times[at]!) / (times[after]! - times[at]!);
    into.x = xs[at]! + (xs[after]! - xs[at]!) * passed;
    into.y = ys[at]! + (ys[after]! - ys[at]!) * passed;
  }
}
