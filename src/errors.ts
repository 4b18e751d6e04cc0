/**
 * The one table of everything that can be answered instead of a result.
 * `status` is the HTTP status, `close` the WebSocket close code when the error ends a room connection.
 * The codes are part of the interface: clients switch on them. `docs/ERRORS.md` is kept equal by a test.
 */
export const ERRORS = {
  invalid_request: { status: 400, close: 4100, text: 'The request does not have the expected form.' },
  invalid_json: { status: 400, close: 4100, text: 'The body is not valid JSON.' },
  body_too_large: { status: 413, close: 4100, text: 'The body is larger than this route accepts.' },
  not_found: { status: 404, close: 4100, text: 'There is nothing at this address.' },
  unauthenticated: { status: 401, close: 4101, text: 'This needs a valid access token. Log in first.' },
  token_expired: { status: 401, close: 4101, text: 'The access token has expired. Refresh it.' },
  session_revoked: { status: 401, close: 4102, text: 'This session was logged out.' },
  invalid_credentials: {
    status: 401,
    close: 4101,
    text: 'The name and the password do not match an account.',
  },
  refresh_token_invalid: { status: 401, close: 4101, text: 'The refresh token is not valid. Log in again.' },
  refresh_token_reused: {
    status: 401,
    close: 4102,
    text: 'This refresh token was used before. Every session descending from it was logged out.',
  },
  forbidden: { status: 403, close: 4103, text: 'This is not allowed.' },
  cross_site_refused: { status: 403, close: 4103, text: 'Requests from other sites are refused here.' },
  session_not_found: { status: 404, close: 4100, text: 'There is no such session.' },
  character_not_found: { status: 404, close: 4104, text: 'There is no such character on this account.' },
  character_name_taken: { status: 409, close: 4104, text: 'Another character already has this name.' },
  character_limit_reached: {
    status: 409,
    close: 4104,
    text: 'The account has as many characters as it may.',
  },
  character_in_world: { status: 409, close: 4104, text: 'The character is in the world. Leave first.' },
  character_taken_over: {
    status: 409,
    close: 4105,
    text: 'The character was entered from another connection.',
  },
  class_not_found: { status: 404, close: 4104, text: 'There is no such character class.' },
  content_not_found: { status: 404, close: 4100, text: 'There is no such content.' },
  place_not_found: { status: 404, close: 4106, text: 'There is no such place of this kind.' },
  place_full: { status: 409, close: 4106, text: 'The place is full. Try again in a moment.' },
  place_locked: { status: 403, close: 4106, text: 'The place is locked for this character.' },
  place_unreachable: { status: 409, close: 4106, text: 'No way leads there from here.' },
  rift_private: { status: 403, close: 4106, text: 'This rift belongs to another party.' },
  party_too_large: { status: 409, close: 4106, text: 'The party is larger than the place.' },
  character_not_in_world: {
    status: 409,
    close: 4104,
    text: 'The character is not in the world. Join first.',
  },
  travel_in_progress: { status: 409, close: 4106, text: 'The character is already travelling.' },
  travel_refused: { status: 409, close: 4106, text: 'Somebody cannot leave right now.' },
  travelled: { status: 410, close: 4113, text: 'The character has travelled on.' },
  seat_invalid: {
    status: 410,
    close: 4106,
    text: 'There is no such seat: it was taken before, has run out, or never was.',
  },
  party_not_found: {
    status: 404,
    close: 4114,
    text: 'There is no such party, or the character is not in one.',
  },
  party_full: { status: 409, close: 4114, text: 'The party has as many members as it may.' },
  party_changed: { status: 409, close: 4114, text: 'The party changed meanwhile. Try again.' },
  party_not_leader: { status: 403, close: 4114, text: 'Only the leader of the party may do this.' },
  already_in_party: {
    status: 409,
    close: 4114,
    text: 'The character is in a party already. Leave it first.',
  },
  invite_not_found: { status: 404, close: 4114, text: 'There is no such invitation any more.' },
  too_many_invites: { status: 429, close: 4114, text: 'Too many invitations are open. Wait for answers.' },
  friend_not_found: { status: 404, close: 4114, text: 'There is no such friend or request.' },
  friend_limit_reached: { status: 409, close: 4114, text: 'The list is as long as it may be.' },
  blocked: { status: 403, close: 4114, text: 'One of the two has blocked the other.' },
  not_yourself: { status: 409, close: 4114, text: 'This cannot be done with oneself.' },
  station_not_found: { status: 404, close: 4100, text: 'There is no such station.' },
  system_not_found: { status: 404, close: 4100, text: 'There is no such system.' },
  matchmaking_refused: {
    status: 403,
    close: 4106,
    text: 'Clients may only call joinOrCreate and reconnect.',
  },
  room_not_found: { status: 404, close: 4106, text: 'There is no such kind of room.' },
  reconnection_refused: { status: 410, close: 4106, text: 'The seat is no longer held. Join again.' },
  rate_limited: { status: 429, close: 4107, text: 'Too many requests. Wait before trying again.' },
  chat_rate_limited: { status: 429, close: 4107, text: 'Too many chat messages. Wait a moment.' },
  message_unknown: { status: 400, close: 4108, text: 'This room does not know this message.' },
  message_invalid: { status: 400, close: 4108, text: 'The message does not have the expected form.' },
  frame_refused: { status: 400, close: 4108, text: 'The frame is not one that this server accepts.' },
  reader_too_slow: { status: 408, close: 4109, text: 'The connection reads too slowly.' },
  kicked: { status: 403, close: 4112, text: 'An operator ended the connection.' },
  save_failed: { status: 503, close: 4110, text: 'The character could not be saved.' },
  room_error: { status: 500, close: 4111, text: 'The room had an error. Join again.' },
  shutting_down: { status: 503, close: 4001, text: 'The server is shutting down. Join again in a moment.' },
  unavailable: {
    status: 503,
    close: 4110,
    text: 'The service is not available right now. Try again in a moment.',
  },
  internal: { status: 500, close: 4111, text: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; close: number; text: string }>;

export type ErrorCode = keyof typeof ERRORS;

export interface GameErrorOptions {
  /** Replaces the table's text when the case at hand can be said more clearly. Never contains a secret. */
  message?: string;
  /** Machine-readable facts for the client, such as the fields that failed. */
  details?: unknown;
  /** Seconds until a retry makes sense; becomes the `Retry-After` header. */
  retryAfterSec?: number;
  cause?: unknown;
}

/** The only error that reaches a client as it is; everything else becomes `internal`. */
export class GameError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;
  readonly retryAfterSec: number | undefined;

  constructor(code: ErrorCode, options: GameErrorOptions = {}) {
    super(options.message ?? ERRORS[code].text, { cause: options.cause });
    this.name = 'GameError';
    this.code = code;
    this.details = options.details ?? null;
    this.retryAfterSec = options.retryAfterSec;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get closeCode(): number {
    return ERRORS[this.code].close;
  }
}
