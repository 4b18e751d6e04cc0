import { fullBucket, type TokenBucket, takeToken } from './token-bucket.ts';

/** Chat messages that may be said in a burst. */
export const CHAT_BURST = 5;
const CHAT_ALLOWANCE = { burst: CHAT_BURST, refillPerSec: 0.5 };

export function fullChatBucket(now: number): TokenBucket {
  return fullBucket(CHAT_ALLOWANCE, now);
}

/** As `takeToken`. */
export function takeChatToken(bucket: TokenBucket, now: number): number {
  return takeToken(bucket, CHAT_ALLOWANCE, now);
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
