const WINDOW_MS = 4_000;

interface Sample {
  at: number;
  bytes: number;
}

/** Frames and bytes of the last seconds. Times are milliseconds of any one clock. */
export class Traffic {
  private readonly samples: Sample[] = [];
  private total = 0;

  add(at: number, bytes: number): void {
    this.samples.push({ at, bytes });
    this.total += bytes;
    this.expire(at);
  }

  /** Rates over the window, or over the time since the first sample while it is not full. */
  rates(now: number): { framesPerSec: number; bytesPerSec: number } {
    this.expire(now);
    const first = this.samples[0];
    if (!first) return { framesPerSec: 0, bytesPerSec: 0 };
    const seconds = Math.max(now - first.at, 1000) / 1000;
    return { framesPerSec: this.samples.length / seconds, bytesPerSec: this.total / seconds };
  }

  private expire(now: number): void {
    while (this.samples[0] && this.samples[0].at <= now - WINDOW_MS)
      this.total -= this.samples.shift()!.bytes;
  }
}
