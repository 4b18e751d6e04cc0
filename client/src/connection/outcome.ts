import { ERRORS, type ErrorCode } from '../../../src/errors.ts';

/** What follows when a connection ended or could not be made. */
export type Outcome =
  /** The connection broke, or nobody answers. A seat that one had may still be held: ask for it. */
  | { next: 'reconnect'; text: string }
  /** The server said why it wants to be asked for a new seat; `tokenRefused`: with another access token. */
  | { next: 'rejoin'; text: string; tokenRefused: boolean }
  /** The character is in another instance by now: ask where, and go there. */
  | { next: 'follow'; text: string }
  /** Another connection plays the character now. */
  | { next: 'taken_over' }
  /** The login is over. */
  | { next: 'login' }
  /** Trying again cannot help: back to the characters. */
  | { next: 'characters'; text: string };

/** Outcomes that end by themselves, by trying again. */
export type TransientOutcome = Extract<Outcome, { next: 'reconnect' | 'rejoin' | 'follow' }>;

/** Close codes after which a seat is held: those of a connection that broke rather than being closed for a reason. */
const BROKEN = new Set([1001, 1005, 1006, 4010]);

const NEXT: Partial<Record<ErrorCode, 'login' | 'taken_over' | 'characters' | 'follow'>> = {
  session_revoked: 'login',
  refresh_token_reused: 'login',
  refresh_token_invalid: 'login',
  character_taken_over: 'taken_over',
  travelled: 'follow',
  place_unreachable: 'follow',
  character_not_found: 'characters',
  class_not_found: 'characters',
  place_not_found: 'characters',
  place_locked: 'characters',
  rift_private: 'characters',
  party_too_large: 'characters',
  room_not_found: 'characters',
  forbidden: 'characters',
  kicked: 'characters',
  matchmaking_refused: 'characters',
  invalid_request: 'characters',
};

/** Where the table tells developers what to do next, which this client does by itself. */
const TEXTS: Partial<Record<ErrorCode, string>> = {
  reconnection_refused: 'The place has closed, another one is being found.',
  room_error: 'The place had an error.',
  shutting_down: 'The server is restarting.',
};

/** @param reason the close frame's text, which is the error's code */
export function outcomeOfClose(closeCode: number, reason: string): Outcome {
  if (BROKEN.has(closeCode)) return { next: 'reconnect', text: 'The connection broke.' };
  const code = isErrorCode(reason) ? reason : codeOfClose(closeCode);
  return code ? outcomeOf(code) : { next: 'rejoin', text: 'The connection was closed.', tokenRefused: false };
}

/**
 * @param message the error's code and text, `place_full: The place is full.`; of a seat whose process did not take the
 * socket the SDK says nothing, and of a realm that cannot be reached whatever the browser says
 */
export function outcomeOfFailedJoin(message: string): Outcome {
  const code = message.split(':')[0]!;
  if (isErrorCode(code)) return outcomeOf(code);
  const text = 'The realm does not answer.';
  return message === '' ? { next: 'rejoin', text, tokenRefused: false } : { next: 'reconnect', text };
}

function outcomeOf(code: ErrorCode): Outcome {
  const text = TEXTS[code] ?? ERRORS[code].text;
  const next = NEXT[code];
  if (next === 'login' || next === 'taken_over') return { next };
  if (next === 'characters' || next === 'follow') return { next, text };
  return { next: 'rejoin', text, tokenRefused: code === 'token_expired' || code === 'unauthenticated' };
}

/** Close codes that mean one thing only; the others are shared by errors after which one rejoins. */
function codeOfClose(closeCode: number): ErrorCode | null {
  if (closeCode === ERRORS.session_revoked.close) return 'session_revoked';
  if (closeCode === ERRORS.character_taken_over.close) return 'character_taken_over';
  if (closeCode === ERRORS.shutting_down.close) return 'shutting_down';
  if (closeCode === ERRORS.kicked.close) return 'kicked';
  if (closeCode === ERRORS.travelled.close) return 'travelled';
  return null;
}

function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}
