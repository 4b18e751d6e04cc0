import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { GameError } from '../errors.ts';
import { limitKey } from './client-address.ts';

/** Counts one more for the key. @throws GameError rate_limited with the seconds until the next is accepted. */
export async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new GameError('rate_limited', {
      retryAfterSec: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
    });
  }
}

/** A ceiling per address and process against floods; logins and registrations have limits of their own. */
export function limitRequests(perMinute: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (req, _res, next) => {
    await consume(limiter, limitKey(req));
    next();
  };
}
