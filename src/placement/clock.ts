/** Time, as placement uses it; tests and the simulator pass one that they move themselves. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  now(): number;
  /** @returns cancels it */
  schedule(work: () => void, ms: number): () => void;
}

/** Counts from when the process started, so that setting the machine's clock does not move it. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  schedule(work, ms) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};
