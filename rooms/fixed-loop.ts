const MAX_CATCH_UP_STEPS = 5;
/** Timers fire up to a millisecond early; without this slack a step would slip to the next call now and then. */
const SLACK_MS = 2;

/** Turns measured time into whole simulation steps. A long stall is dropped rather than caught up with. */
export class FixedLoop {
  readonly stepMs: number;
  private accumulatedMs = 0;

  constructor(stepsPerSec: number) {
    this.stepMs = 1000 / stepsPerSec;
  }

  /** @param elapsedMs time since the last call. @returns steps that are due. */
  advance(elapsedMs: number): number {
    this.accumulatedMs += Math.max(0, elapsedMs);
    const due = Math.floor((this.accumulatedMs + SLACK_MS) / this.stepMs);
    if (due > MAX_CATCH_UP_STEPS) {
      this.accumulatedMs = 0;
      return MAX_CATCH_UP_STEPS;
    }
    this.accumulatedMs -= due * this.stepMs;
    return due;
  }
}
