const KEPT = 256;

/** How long the last ticks of this process's rooms took. */
export class RecentTicks {
  private readonly durationsMs: number[] = [];
  private next = 0;

  add(durationMs: number): void {
    this.durationsMs[this.next] = durationMs;
    this.next = (this.next + 1) % KEPT;
  }

  /** 95th percentile, milliseconds; 0 before the first tick. */
  p95(): number {
    const sorted = [...this.durationsMs].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  }
}
