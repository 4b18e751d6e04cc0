import type { AttemptLimiter } from '../../src/accounts/account-store.ts';

/** Counts attempts in memory, in windows that begin with the first attempt. */
export class MemoryLimiter implements AttemptLimiter {
  private readonly attempts: number;
  private readonly windowMs: number;
  private readonly nowMs: () => number;
  private readonly windows = new Map<string, { count: number; endsAtMs: number }>();

  constructor(attempts: number, perSec: number, nowMs: () => number = Date.now) {
    this.attempts = attempts;
    this.windowMs = perSec * 1000;
    this.nowMs = nowMs;
  }

  async consume(key: string): Promise<number> {
    const window = this.current(key) ?? { count: 0, endsAtMs: this.nowMs() + this.windowMs };
    window.count++;
    this.windows.set(key, window);
    return window.count > this.attempts ? this.secondsTo(window.endsAtMs) : 0;
  }

  async reset(key: string): Promise<void> {
    this.windows.delete(key);
  }

  private current(key: string) {
    const window = this.windows.get(key);
    return window && window.endsAtMs > this.nowMs() ? window : undefined;
  }

  private secondsTo(timeMs: number): number {
    return Math.max(1, Math.ceil((timeMs - this.nowMs()) / 1000));
  }
}
