import { setTimeout as delay } from 'node:timers/promises';
import { GameError } from '../../errors.ts';

const ATTEMPTS = 10;
const BASE_DELAY_MS = 5;
const MAX_DELAY_MS = 200;

/** Deadlock, serialisation failure and a lock that was not waited for: one transaction was undone so that others could go on. */
const CONFLICTS = new Set(['40P01', '40001', '55P03']);

/** What was looked at is not there any more: it is worth looking again. */
export class Conflict extends Error {
  readonly code = '40001';
}

/**
 * Does the work again when it lost against another transaction, which is nobody's fault and nobody's news.
 * Errors: unavailable, when it always lost.
 */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt === ATTEMPTS) throw new GameError('unavailable', { retryAfterSec: 1, cause: error });
      const longestMs = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
      await delay(Math.random() * longestMs);
    }
  }
}

/** However deep it is wrapped. */
function isConflict(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause ?? Reflect.get(cause, 'driverError')) {
    if (CONFLICTS.has(Reflect.get(cause, 'code'))) return true;
  }
  return false;
}
