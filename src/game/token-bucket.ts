/** What may be done in a burst, and how fast the allowance comes back. */
export interface Allowance {
  burst: number;
  refillPerSec: number;
}

export interface TokenBucket {
  tokens: number;
  /** When `tokens` was true, milliseconds on the caller's clock. */
  at: number;
}

export function fullBucket({ burst }: Allowance, now: number): TokenBucket {
  return { tokens: burst, at: now };
}

/** Takes one token. @returns 0 when there was one, else the seconds until there is. */
export function takeToken(bucket: TokenBucket, { burst, refillPerSec }: Allowance, now: number): number {
  const elapsedSec = Math.max(0, now - bucket.at) / 1000;
  bucket.tokens = Math.min(burst, bucket.tokens + elapsedSec * refillPerSec);
  bucket.at = now;
  if (bucket.tokens < 1) return (1 - bucket.tokens) / refillPerSec;
  bucket.tokens -= 1;
  return 0;
}
