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
  insufficient_credits: { status: 409, close: 4115, text: 'There are not enough credits.' },
  insufficient_items: { status: 409, close: 4115, text: 'There are not enough of these.' },
  item_not_found: { status: 404, close: 4115, text: 'There is no such item here.' },
  ship_not_found: { status: 404, close: 4115, text: 'There is no such ship of your characters.' },
  power_exceeded: { status: 409, close: 4115, text: 'The ship does not make enough power for this.' },
  cpu_exceeded: { status: 409, close: 4115, text: 'The ship does not have enough CPU for this.' },
  item_in_use: { status: 409, close: 4115, text: 'The item is in use. Take it off first.' },
  item_bound: { status: 409, close: 4115, text: 'This stays with its character.' },
  over_capacity: { status: 409, close: 4115, text: 'There is no room for this.' },
  requirements_unmet: {
    status: 403,
    close: 4115,
    text: 'The character lacks the level or the class for this.',
  },
  upgrade_maxed: { status: 409, close: 4115, text: 'This upgrade has its highest level.' },
  no_shop_here: { status: 409, close: 4115, text: 'There is no shop where the character is.' },
  not_traded_here: { status: 409, close: 4115, text: 'The shop here does not trade in this.' },
  slot_taken: { status: 409, close: 4115, text: 'There is something in this slot already.' },
  slot_mismatch: { status: 409, close: 4115, text: 'This does not go into that slot.' },
  idempotency_key_missing: {
    status: 400,
    close: 4115,
    text: 'This needs the header Idempotency-Key: 1 to 100 visible ASCII characters, new for each action.',
  },
  idempotency_key_reused: {
    status: 409,
    close: 4115,
    text: 'This Idempotency-Key was used for another request. Use a new one.',
  },
  operation_not_found: { status: 404, close: 4115, text: 'There is no such operation.' },
  operation_reversed: { status: 409, close: 4115, text: 'The operation has been reversed already.' },
  reversal_impossible: { status: 409, close: 4115, text: 'The operation cannot be reversed.' },
  match_not_found: { status: 404, close: 4100, text: 'There is no such match.' },
  listing_not_found: { status: 404, close: 4115, text: 'There is no such listing.' },
  listing_closed: { status: 409, close: 4115, text: 'The listing is sold, cancelled or over.' },
  listing_not_for_sale: { status: 409, close: 4115, text: 'The listing has no price: bid on it.' },
  listing_whole_only: { status: 409, close: 4115, text: 'An auction can only be bought as a whole.' },
  listing_has_bids: { status: 409, close: 4115, text: 'Somebody has bid on the listing.' },
  listing_limit_reached: {
    status: 409,
    close: 4115,
    text: 'The character has as many open listings as it may.',
  },
  own_listing: { status: 409, close: 4115, text: 'The listing is your own.' },
  own_bid: { status: 409, close: 4115, text: 'The highest bid is your own.' },
  not_an_auction: { status: 409, close: 4115, text: 'The listing has a price and takes no bids.' },
  bid_too_low: { status: 409, close: 4115, text: 'The bid is too low.' },
  bid_too_high: { status: 409, close: 4115, text: 'For this the listing can be bought at once.' },
  watch_limit_reached: {
    status: 409,
    close: 4115,
    text: 'The character watches as many kinds as it may.',
  },
  mail_not_found: { status: 404, close: 4115, text: 'There is no such mail.' },
  mail_claimed: { status: 409, close: 4115, text: 'What the mail brought was taken already.' },
  mail_not_empty: { status: 409, close: 4115, text: 'The mail still holds something.' },
  trade_not_found: { status: 404, close: 4115, text: 'There is no such trade any more.' },
  trade_changed: { status: 409, close: 4115, text: 'The offers have changed. Look again.' },
  trade_busy: { status: 409, close: 4115, text: 'One of the two is trading already.' },
  trade_refused: { status: 409, close: 4115, text: 'This cannot be done in the trade as it stands.' },
  too_far: { status: 409, close: 4116, text: 'It is too far away.' },
  node_gone: { status: 410, close: 4116, text: 'There is nothing left to collect.' },
  already_collecting: { status: 409, close: 4116, text: 'The character is collecting something already.' },
  interrupted: { status: 409, close: 4116, text: 'The character was interrupted.' },
  combat_forbidden: { status: 403, close: 4116, text: 'Nobody can be harmed here.' },
  dead: { status: 409, close: 4116, text: 'The character is dead.' },
  not_dead: { status: 409, close: 4116, text: 'The character lives, or has to lie a while longer.' },
  stunned: { status: 409, close: 4116, text: 'The character cannot act right now.' },
  ability_unknown: { status: 404, close: 4116, text: 'The character has no such ability.' },
  ability_not_ready: { status: 409, close: 4116, text: 'The ability is not ready yet.' },
  not_enough_mana: { status: 409, close: 4116, text: 'There is not enough mana.' },
  not_enough_stamina: { status: 409, close: 4116, text: 'There is not enough stamina.' },
  target_invalid: { status: 409, close: 4116, text: 'The ability cannot be aimed at this.' },
  target_dead: { status: 409, close: 4116, text: 'The target is dead.' },
  no_line_of_sight: { status: 409, close: 4116, text: 'Something is in the way.' },
  drop_gone: { status: 410, close: 4116, text: 'There is nothing left to pick up.' },
  drop_owned: { status: 409, close: 4116, text: 'This belongs to somebody else for a while.' },
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
  cheating_suspected: {
    status: 403,
    close: 4117,
    text: 'The connection was ended: its inputs or messages were not those of an honest client.',
  },
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
