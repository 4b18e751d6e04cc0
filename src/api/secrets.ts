import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time whatever the lengths: digests are of one length. */
export function secretEquals(given: string, expected: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
