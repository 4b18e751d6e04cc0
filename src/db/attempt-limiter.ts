import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { AttemptLimiter } from '../accounts/account-store.ts';
import type { Database } from './database.ts';

export interface AttemptLimit {
  /** Tells this limit's counters from those of others. */
  name: string;
  attempts: number;
  perSec: number;
}

/**
 * Counts in the table `attempt_counters`. A key over its limit is also remembered in memory, so that whoever hammers
 * on does not reach the database; a reset made by another process is then seen when the window ends.
 */
export function makeAttemptLimiter(database: Database, limit: AttemptLimit): AttemptLimiter {
  const counter = new RateLimiterPostgres({
    storeClient: { query: database.query },
    storeType: 'pool',
    tableName: 'attempt_counters',
    tableCreated: true,
    clearExpiredByTimeout: true,
    keyPrefix: limit.name,
    points: limit.attempts,
    duration: limit.perSec,
    inMemoryBlockOnConsumed: limit.attempts + 1,
  });
  return {
    async consume(key) {
      try {
        await counter.consume(key);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return secondsToWait(refusal);
        throw refusal;
      }
    },
    async reset(key) {
      await counter.delete(key);
    },
  };
}

function secondsToWait(count: RateLimiterRes): number {
  return Math.max(1, Math.ceil(count.msBeforeNext / 1000));
}
