import type { Client } from '@colyseus/core';
import { ZodError } from 'zod';
import { ERRORS, GameError } from '../src/errors.ts';
import { cleanChatText, takeChatToken } from '../src/game/chat.ts';
import {
  CHAT_MAX_LENGTH,
  CLIENT_MESSAGES,
  type ClientMessage,
  type ClientMessageName,
  type ServerMessage,
  type ServerMessageName,
} from '../src/protocol.ts';
import type { Occupant } from './occupant.ts';
import type { WorldRoom } from './world-room.ts';

type Handler<N extends ClientMessageName> = (
  room: WorldRoom,
  sender: Occupant,
  payload: ClientMessage<N>,
) => void;

/** The protocol on one screen: one line a message, one function each. */
const HANDLERS: { [N in ClientMessageName]: Handler<N> } = {
  chat: say,
};

function say(room: WorldRoom, sender: Occupant, payload: ClientMessage<'chat'>): void {
  const text = cleanChatText(payload.text);
  if (text === '') throw new GameError('message_invalid', { message: 'The text has nothing to read in it.' });
  // Composing a text can make it longer.
  if (text.length > CHAT_MAX_LENGTH)
    throw new GameError('message_invalid', { message: 'The text is too long.' });
  const waitSec = takeChatToken(sender.player.chat, performance.now());
  if (waitSec > 0) throw new GameError('chat_rate_limited', { retryAfterSec: Math.ceil(waitSec) });
  const { id, name } = sender.player;
  room.tellAll('chat', { characterId: id, name, text, at: Date.now() });
}

/** Checks a message and carries it out; what goes wrong is answered with an `error` message. Never throws a GameError. */
export function dispatchMessage(
  room: WorldRoom,
  sender: Occupant,
  name: string | number,
  payload: unknown,
): void {
  try {
    // Own keys only: '__proto__' or 'constructor' must not find a handler.
    if (!Object.hasOwn(HANDLERS, name)) throw new GameError('message_unknown');
    const known = name as ClientMessageName;
    HANDLERS[known](room, sender, CLIENT_MESSAGES[known].parse(payload));
  } catch (error) {
    const refusal = error instanceof ZodError ? invalidMessage(error) : error;
    if (!(refusal instanceof GameError)) throw error;
    room.services.metrics.roomError(room.roomName, refusal.code);
    tell(sender.client, 'error', {
      code: refusal.code,
      message: refusal.message,
      messageType: String(name).slice(0, 64),
      retryAfterSec: refusal.retryAfterSec ?? null,
    });
  }
}

/** Says which field is wrong, in the field's own words; never what was sent. */
function invalidMessage(error: ZodError): GameError {
  const problems = error.issues.map(({ path, message }) => `${['payload', ...path].join('.')}: ${message}`);
  return new GameError('message_invalid', {
    message: `${ERRORS.message_invalid.text} ${problems.join('; ')}`,
    cause: error,
  });
}

export function tell<N extends ServerMessageName>(client: Client, name: N, payload: ServerMessage<N>): void {
  client.send(name, payload);
}
