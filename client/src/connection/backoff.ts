const FIRST_MS = 400;
const MOST_MS = 15_000;

/**
 * How long to wait before an attempt. Doubles up to a limit, with full jitter on its upper half, so that a realm that
 * comes back is not met by all of its players at once.
 * @param attempt from 0
 * @param random from 0 up to 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(FIRST_MS * 2 ** attempt, MOST_MS);
  return Math.round(most / 2 + (most / 2) * random());
}
