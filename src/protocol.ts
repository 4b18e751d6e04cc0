import { z } from 'zod';

/**
 * Every room message and its payload, both directions. Room state travels separately (see `schema/`),
 * movement input on the SDK's input stream (see `schema/input.ts`).
 */

/** Options of `client.joinOrCreate(room, options)`. */
export const JoinOptions = z.strictObject({
  characterId: z.uuid().describe('Who enters: a character of the account.'),
  place: z.string().min(1).max(64).describe('Id of the place to enter, see content/places.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional()
    .describe('Language of the player (BCP 47); instances where it is spoken are preferred.'),
  region: z.string().min(1).max(32).optional().describe('The only region that will do.'),
  rttMs: z
    .record(z.string().min(1).max(32), z.number().min(0).max(60_000))
    .optional()
    .describe('Measured round trip to each region, milliseconds; nearer ones are preferred.'),
});
export type JoinOptions = z.infer<typeof JoinOptions>;

export const CHAT_MAX_LENGTH = 200;

/** A party, as its members see it. */
export const PartyView = z.strictObject({
  id: z.uuid().describe("The party's id."),
  leaderId: z.uuid().describe('The member that leads.'),
  members: z
    .array(
      z.strictObject({
        characterId: z.uuid().describe("The member's id."),
        name: z.string().describe('Its name.'),
        level: z.int().describe('Its level.'),
        classId: z.string().describe('Id of its class.'),
        place: z.string().nullable().describe('Place where it is in the world; null: it is not.'),
        instance: z
          .string()
          .nullable()
          .describe('Instance where it is; members with the same one are together.'),
      }),
    )
    .describe('Oldest member first.'),
});
export type PartyView = z.infer<typeof PartyView>;

const TradeAmount = z.number().int().min(1).max(1_000_000_000);

/** What somebody puts into a direct trade. */
const OfferedForTrade = z.strictObject({
  credits: z.number().int().min(0).max(1_000_000_000).describe('Whole credits.'),
  stacks: z
    .array(
      z.strictObject({
        kind: z
          .string()
          .regex(/^[a-z0-9-]{1,64}$/)
          .describe('Id of an item, see content/items.'),
        amount: TradeAmount.describe('Pieces.'),
      }),
    )
    .max(20)
    .describe('Pieces of stacks.'),
  items: z.array(z.uuid().toLowerCase()).max(20).describe('Ids of unique items.'),
});

/** As both see it. */
const ShownOffer = OfferedForTrade.extend({
  items: z.array(
    z.strictObject({ id: z.uuid(), kind: z.string(), state: z.record(z.string(), z.unknown()) }),
  ),
});

const TradeSideView = z.strictObject({
  characterId: z.uuid(),
  name: z.string(),
  offer: ShownOffer,
  locked: z.boolean(),
  confirmed: z.boolean(),
});

/** Chosen by the client, new for each action: sent again, the action is answered again and not done again. */
const ActionId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const Gained = z.strictObject({
  type: z.literal('gained'),
  credits: z.number().int(),
  items: z.array(z.strictObject({ kind: z.string(), amount: z.number().int() })),
  /** By mail where there was no room. */
  where: z.enum(['inventory', 'mail']),
});

const Collecting = z.strictObject({
  type: z.literal('collecting'),
  actionId: ActionId,
  node: z.string(),
  seconds: z.number(),
});

const Interrupted = z.strictObject({
  type: z.literal('interrupted'),
  actionId: ActionId,
  node: z.string(),
  /** An error's code. */
  code: z.string(),
});

const ActorId = z.string().min(1).max(64);
const Pixel = z.number().min(0).max(65_535);

/** What those who see it are told of a fight. Actors are ids of characters and monsters; amounts are whole numbers. */
const CombatFact = z.discriminatedUnion('type', [
  /** aim: radians, 0 east, clockwise on screen; x, y: where it went to. */
  z.strictObject({
    type: z.literal('ability'),
    actor: ActorId,
    ability: z.string(),
    aim: z.number(),
    x: z.number(),
    y: z.number(),
  }),
  /** ability: null for something that lasts. absorbed: what a status took. */
  z.strictObject({
    type: z.literal('hit'),
    source: ActorId,
    target: ActorId,
    ability: z.string().nullable(),
    amount: z.number().int(),
    absorbed: z.number().int(),
  }),
  z.strictObject({
    type: z.literal('healed'),
    source: ActorId,
    target: ActorId,
    ability: z.string().nullable(),
    amount: z.number().int(),
  }),
  z.strictObject({ type: z.literal('died'), actor: ActorId, killer: ActorId.nullable() }),
  z.strictObject({ type: z.literal('respawned'), actor: ActorId }),
  z.strictObject({ type: z.literal('level-up'), actor: ActorId, level: z.number().int() }),
]);
export type CombatFact = z.infer<typeof CombatFact>;

const Experience = z.strictObject({ type: z.literal('experience'), amount: z.number().int() });

/** boss: id of its kind; ms: from the first who entered to its death. */
const RiftCleared = z.strictObject({
  type: z.literal('rift-cleared'),
  boss: z.string(),
  ms: z.number().int(),
});

/** Client → server. A name that is not here is answered with `error` `message_unknown`. */
export const CLIENT_MESSAGES = {
  chat: z.strictObject({ text: z.string().min(1).max(CHAT_MAX_LENGTH) }),
  /** Go through the portal at which the character stands; the leader of a party takes everybody along. */
  travel: z.strictObject({ portal: z.string().min(1).max(64) }),
  /** Answer to `offer`. */
  'offer-answer': z.strictObject({ offerId: z.uuid(), accept: z.boolean() }),
  /** Ask somebody in the same instance to trade. */
  'trade-request': z.strictObject({ characterId: z.uuid().toLowerCase() }),
  /** Answer to `trade-request`. */
  'trade-answer': z.strictObject({ tradeId: z.uuid(), accept: z.boolean() }),
  /** Replaces what the character offers; takes away the other one's lock. After the own lock it ends the trade. */
  'trade-offer': z.strictObject({ tradeId: z.uuid(), offer: OfferedForTrade }),
  /** Content with both offers as they are in this revision. */
  'trade-lock': z.strictObject({ tradeId: z.uuid(), revision: z.number().int().min(0) }),
  /** Yes to what both have locked; the second one carries it out. */
  'trade-confirm': z.strictObject({ tradeId: z.uuid(), revision: z.number().int().min(0) }),
  'trade-cancel': z.strictObject({ tradeId: z.uuid() }),
  /** Collect a node of `state.nodes`; answered with `confirm` when it is over. */
  collect: z.strictObject({ node: z.string().min(1).max(64), actionId: ActionId }),
  /**
   * Use an ability of the class; answered with `confirm`. Its shape (content/abilities) says what it looks at: `arc`, `projectile`
   * and `dash` at aim (radians, 0 east, clockwise on screen; else the way that the character looks), `enemy` and `ally` at target
   * (id of an actor), a `circle` with a range at x and y (both or none), the others at nothing.
   */
  ability: z.strictObject({
    ability: z.string().min(1).max(64),
    actionId: ActionId,
    target: ActorId.optional(),
    aim: z.number().min(-7).max(7).optional(),
    x: Pixel.optional(),
    y: Pixel.optional(),
  }),
  /** Pick up what lies on the ground (of `state.drops`); answered with `confirm` once it is the character's. */
  interact: z.strictObject({ drop: z.string().min(1).max(64), actionId: ActionId }),
  /** Use up one piece of a potion (id of an item, see content/items); answered with `confirm` once it has its effect. */
  use: z.strictObject({ item: z.string().min(1).max(64), actionId: ActionId }),
  /** Stand up, once `state.own` says that one may; answered with `confirm`. */
  respawn: z.strictObject({ actionId: ActionId }),
} as const;

/** Server → client. */
export const SERVER_MESSAGES = {
  chat: z.strictObject({
    characterId: z.uuid(),
    name: z.string(),
    text: z.string(),
    /** Server time, milliseconds since 1970. */
    at: z.number().int(),
  }),
  /**
   * The character has moved to another instance: `client.consumeSeatReservation(seat)` follows it, within `holdSec`. This
   * connection closes with 4113 `travelled` when the client leaves it, or after that time.
   */
  travel: z.strictObject({
    place: z.string(),
    reason: z.enum(['travel', 'consolidation', 'drain']),
    holdSec: z.number(),
    seat: z.strictObject({
      name: z.string(),
      roomId: z.string(),
      sessionId: z.string(),
      processId: z.string(),
      publicAddress: z.string().optional(),
    }),
  }),
  /** Too few are here: a move to a livelier instance of the same place is offered. Who does not answer and is idle is moved. */
  offer: z.strictObject({ offerId: z.uuid(), population: z.number().int(), secondsToAnswer: z.number() }),
  /** The character's party as it is now; null: it is in none. */
  party: z.strictObject({ party: PartyView.nullable() }),
  /** Somebody invites the character into a party. */
  'party-invite': z.strictObject({ partyId: z.uuid(), from: z.string(), expiresAt: z.iso.datetime() }),
  /** Friends, requests or their whereabouts changed: ask GET /api/v1/friends/{characterId} again. */
  friends: z.strictObject({}),
  /**
   * Something happened at the trading post to a listing of the character, to one on which it bid, or to a kind that it watches
   * ('listed', 'traded'). `price` is credits for one piece, of bids ('bid', 'outbid', 'won', and 'sold' to a bidder) for all.
   */
  market: z.strictObject({
    listingId: z.uuid(),
    kind: z.string(),
    what: z.enum(['sold', 'bought', 'outbid', 'won', 'unsold', 'cancelled', 'bid', 'listed', 'traded']),
    amount: z.number().int(),
    price: z.number().int(),
  }),
  /** Somebody asks the character to trade. */
  'trade-request': z.strictObject({
    tradeId: z.uuid(),
    fromId: z.uuid(),
    from: z.string(),
    secondsToAnswer: z.number(),
  }),
  /** The character's trade as it is now. */
  trade: z.strictObject({
    tradeId: z.uuid(),
    phase: z.enum(['asked', 'open', 'settling']),
    revision: z.number().int(),
    own: TradeSideView,
    other: TradeSideView,
  }),
  /** The trade is over. */
  'trade-ended': z.strictObject({
    tradeId: z.uuid(),
    outcome: z.enum(['done', 'declined', 'cancelled', 'failed']),
    /** Why it failed: an error's code and text; null: it did not. */
    reason: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  }),
  /** What became of an action. What it brought is the character's by now. */
  confirm: z.strictObject({
    actionId: ActionId,
    ok: z.boolean(),
    /** Why not: an error's code; null: it was done. */
    code: z.string().nullable(),
  }),
  /** Something happened to the character: it got something, began to collect, or was interrupted. */
  event: z.discriminatedUnion('type', [Gained, Collecting, Interrupted, Experience, RiftCleared]),
  /** What happened among those in view, in the order in which it did; at most one of these per tick. */
  combat: z.strictObject({ facts: z.array(CombatFact) }),
  /** Why something that the client sent was not done. The connection stays open. */
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    /** Name of the message that caused it, when there is one. */
    messageType: z.string().nullable(),
    retryAfterSec: z.number().nullable(),
    /** Facts for the client, such as what a locked place asks for. */
    details: z.unknown(),
  }),
} as const;

export type ClientMessageName = keyof typeof CLIENT_MESSAGES;
export type ClientMessage<N extends ClientMessageName> = z.infer<(typeof CLIENT_MESSAGES)[N]>;
export type ServerMessageName = keyof typeof SERVER_MESSAGES;
export type ServerMessage<N extends ServerMessageName> = z.infer<(typeof SERVER_MESSAGES)[N]>;
