const FIRST_MS = 400;
/** Most restarts are over within a minute: until then nobody should wait long for a realm that is back. */
const HOPEFUL_MS = 60_000;
const MOST_WHILE_HOPEFUL_MS = 4_000;
const MOST_MS = 15_000;

/**
 * How long to wait before an attempt. Doubles up to a limit, with full jitter on its upper half, so that a realm that
 * comes back is not met by all of its players at once.
 * @param attempt from 0
 * @param triedMs milliseconds since the first attempt; the limit is lower in the first minute
 * @param random from 0 up to 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, triedMs: number, random: () => number = Math.random): number {
  const limit = triedMs < HOPEFUL_MS ? MOST_WHILE_HOPEFUL_MS : MOST_MS;
  const most = Math.min(FIRST_MS * 2 ** attempt, limit);
  return Math.round(most / 2 + (most / 2) * random());
}
