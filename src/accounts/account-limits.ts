import { isIPv6 } from 'node:net';
import { GameError } from '../errors.ts';
import type { AttemptLimiter } from './account-store.ts';

/** How often somebody may try. Names count whether or not there is an account of that name, so that limits tell nothing. */
export interface AccountLimits {
  registrationsPerAddress: AttemptLimiter;
  registrationsPerName: AttemptLimiter;
  loginsPerAddress: AttemptLimiter;
  failedLoginsPerName: AttemptLimiter;
}

/**
 * Counts one attempt. It is counted before anything is checked: of many racing attempts only as many as the limit
 * allows get to the check. Errors: rate_limited.
 */
export async function countAttempt(limiter: AttemptLimiter, key: string): Promise<void> {
  const retryAfterSec = await limiter.consume(key);
  if (retryAfterSec > 0) throw new GameError('rate_limited', { retryAfterSec });
}

/**
 * Who an IP address stands for. An IPv6 subscriber gets a /64 network, 2^64 addresses, so the network counts as one.
 */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  // The URL parser writes an address in its one canonical form.
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const known = groups.length + (tail ? tail.split(':').length : 0);
  const all = tail === undefined ? groups : [...groups, ...Array(8 - known).fill('0'), ...tail.split(':')];
  return `${all.slice(0, 4).join(':')}::/64`;
}
