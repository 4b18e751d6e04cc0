/** What another server was measured to send to each client. */
export interface Frames {
  perSec: number;
  /** Of one, its code included. */
  bytes: number;
}

/** After a stall not everything is made up for. */
const MOST_AT_ONCE = 5;

/** Sends on the average as many frames a second as were asked for, however often it is asked. */
export class FramePlan {
  readonly bytes: number;
  private readonly perMs: number;
  private last: number;
  private owed = 0;

  /** @param now milliseconds, as of `due` */
  constructor({ bytes, perSec }: Frames, now: number) {
    this.bytes = Math.round(bytes);
    this.perMs = perSec / 1000;
    this.last = now;
  }

  /** @returns frames that each client gets now */
  due(now: number): number {
    this.owed += (now - this.last) * this.perMs;
    this.last = now;
    // A timer that fires a little early would else leave every other frame for the next time.
    const frames = Math.floor(this.owed + 0.5);
    this.owed = frames > MOST_AT_ONCE ? 0 : this.owed - frames;
    return Math.min(frames, MOST_AT_ONCE);
  }
}
