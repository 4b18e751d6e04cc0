/** No honest clock is faster than this, as a share of ours. */
const FASTEST_CLOCK = 1.25;
/** A connection that is silent for longer is dropped: more than this never piled up at an honest client. */
const LONGEST_SILENCE_SEC = 30;

/** Counts inputs against time. */
export interface InputAllowance {
  /** That an honest client may have given by now. */
  left: number;
}

/** @param stepsPerSec one input belongs to each */
export function fullInputAllowance(stepsPerSec: number): InputAllowance {
  return { left: LONGEST_SILENCE_SEC * stepsPerSec };
}

/**
 * However an honest client's inputs are delayed and bunched on their way, over time there is one for each step.
 * @param elapsedSec of the clock on the wall: a server that cannot keep up makes nobody dishonest
 * @returns inputs beyond that
 */
export function takeInputs(
  allowance: InputAllowance,
  received: number,
  elapsedSec: number,
  stepsPerSec: number,
): number {
  const most = LONGEST_SILENCE_SEC * stepsPerSec;
  const left = Math.min(most, allowance.left + FASTEST_CLOCK * stepsPerSec * elapsedSec) - received;
  allowance.left = Math.max(0, left);
  return Math.max(0, -left);
}
