import { z } from 'zod';

/**
 * Every room message and its payload, both directions. Room state travels separately (see `schema/`),
 * movement input on the SDK's input stream (see `schema/input.ts`).
 */

/** Options of `client.joinOrCreate(room, options)`. */
export const JoinOptions = z.strictObject({
  characterId: z.uuid().describe('Who enters: a character of the account.'),
  place: z.string().min(1).max(64).describe('Id of the place to enter, see content/places.'),
});
export type JoinOptions = z.infer<typeof JoinOptions>;

export const CHAT_MAX_LENGTH = 200;

/** Client → server. A name that is not here is answered with `error` `message_unknown`. */
export const CLIENT_MESSAGES = {
  chat: z.strictObject({ text: z.string().min(1).max(CHAT_MAX_LENGTH) }),
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
  /** Why something that the client sent was not done. The connection stays open. */
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    /** Name of the message that caused it, when there is one. */
    messageType: z.string().nullable(),
    retryAfterSec: z.number().nullable(),
  }),
} as const;

export type ClientMessageName = keyof typeof CLIENT_MESSAGES;
export type ClientMessage<N extends ClientMessageName> = z.infer<(typeof CLIENT_MESSAGES)[N]>;
export type ServerMessageName = keyof typeof SERVER_MESSAGES;
export type ServerMessage<N extends ServerMessageName> = z.infer<(typeof SERVER_MESSAGES)[N]>;
