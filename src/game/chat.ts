/** Chat messages that may be said in a burst, and how fast the allowance comes back. */
export const CHAT_BURST = 5;
const CHAT_REFILL_PER_SEC = 0.5;

export interface TokenBucket {
  tokens: number;
  /** When `tokens` was true, milliseconds on the caller's clock. */
  at: number;
}

export function fullChatBucket(now: number): TokenBucket {
  return { tokens: CHAT_BURST, at: now };
}

/** Takes one token. @returns 0 when there was one, else the seconds until there is. */
export function takeChatToken(bucket: TokenBucket, now: number): number {
  const elapsedSec = Math.max(0, now - bucket.at) / 1000;
  bucket.tokens = Math.min(CHAT_BURST, bucket.tokens + elapsedSec * CHAT_REFILL_PER_SEC);
  bucket.at = now;
  if (bucket.tokens < 1) return (1 - bucket.tokens) / CHAT_REFILL_PER_SEC;
  bucket.tokens -= 1;
  return 0;
}

// Control and bidirectional-override characters let a sender break the layout of other people's screens.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Nothing to see: joiners, fillers, blanks. They may stand inside a text, as emoji need them. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;

/** What others will read of a chat text: one line, trimmed; empty when nothing is left to see. */
export function cleanChatText(text: string): string {
  const clean = text.normalize('NFC').replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
  return clean.replace(INVISIBLE, '') === '' ? '' : clean;
}
