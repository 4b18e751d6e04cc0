const WINDOW_MS = 4_000;

interface Sample {
  at: number;
  bytes: number;
}

/** Frames and bytes of the last seconds. Times are milliseconds of any one clock. */
export class Traffic {
  private readonly samples: Sample[] = [];
  private readonly startedAt: number;
  private total = 0;

  constructor(startedAt: number) {
    this.startedAt = startedAt;
  }

  add(at: number, bytes: number): void {
    this.samples.push({ at, bytes });
    this.total += bytes;
    this.expire(at);
  }

  /** Rates over the window, or over the time since the start while that is shorter; never over less than a second. */
  rates(now: number): { framesPerSec: number; bytesPerSec: number } {
    this.expire(now);
    const seconds = Math.min(Math.max(now - this.startedAt, 1000), WINDOW_MS) / 1000;
    return { framesPerSec: this.samples.length / seconds, bytesPerSec: this.total / seconds };
  }

  private expire(now: number): void {
    while (this.samples[0] && this.samples[0].at <= now - WINDOW_MS)
      this.total -= this.samples.shift()!.bytes;
  }
}
