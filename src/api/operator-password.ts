import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RunningConfig } from '../config.ts';
import { GameError } from '../errors.ts';
import { consume } from './rate-limit.ts';
import { secretEquals } from './secrets.ts';

const ATTEMPTS = 10;
const WINDOW_SEC = 15 * 60;

export interface OperatorPassword {
  /**
   * @param key what attempts are counted by, see `limitKey`
   * @throws GameError invalid_credentials; rate_limited after 10 wrong ones in 15 minutes, even for the right one
   */
  verify(given: string, key: string): Promise<void>;
}

/** One counter for every door that takes the operator's password, so that none is a way around another's limit. */
export function makeOperatorPassword(config: RunningConfig): OperatorPassword {
  const attempts = new RateLimiterMemory({ points: ATTEMPTS, duration: WINDOW_SEC });
  return {
    async verify(given, key) {
      // Counted before comparing: parallel guesses cannot exceed the limit.
      await consume(attempts, key);
      if (!secretEquals(given, config.OPERATOR_PASSWORD)) {
        throw new GameError('invalid_credentials', { message: 'The operator password is wrong.' });
      }
      await attempts.delete(key);
    },
  };
}
