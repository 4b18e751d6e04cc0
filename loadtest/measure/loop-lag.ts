import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

/** How late this process's event loop runs. */
export class LoopLag {
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.delays.enable();
  }

  /** The worst since the last time, milliseconds. */
  takeWorst(): number {
    // It measures from one firing of its timer to the next: punctual ones are as far apart as its resolution.
    const worst = Math.max(0, this.delays.max / 1e6 - RESOLUTION_MS);
    this.delays.reset();
    return worst;
  }

  stop(): void {
    this.delays.disable();
  }
}
