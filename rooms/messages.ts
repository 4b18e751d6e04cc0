import type { Client } from '@colyseus/core';
import { ZodError } from 'zod';
import { ERRORS, GameError } from '../src/errors.ts';
import { cleanChatText, takeChatToken } from '../src/game/chat.ts';
import { takeToken } from '../src/game/token-bucket.ts';
import {
  CHAT_MAX_LENGTH,
  CLIENT_MESSAGES,
  type ClientMessage,
  type ClientMessageName,
  type ServerMessage,
  type ServerMessageName,
} from '../src/protocol.ts';
import { type Occupant, TRAVEL_ALLOWANCE } from './occupant.ts';
import { touches } from './portals.ts';
import type { WorldRoom } from './world-room.ts';

type Handler<N extends ClientMessageName> = (
  room: WorldRoom,
  sender: Occupant,
  payload: ClientMessage<N>,
) => void | Promise<void>;

/** The protocol on one screen: one line a message, one function each. */
const HANDLERS: { [N in ClientMessageName]: Handler<N> } = {
  chat: say,
  travel: goThrough,
  'offer-answer': answerOffer,
  'trade-request': (room, sender, { characterId }) => room.trades.request(sender, characterId),
  'trade-answer': (room, sender, { tradeId, accept }) => room.trades.answer(sender, tradeId, accept),
  'trade-offer': (room, sender, { tradeId, offer }) => room.trades.offer(sender, tradeId, offer),
  'trade-lock': (room, sender, { tradeId, revision }) => room.trades.lock(sender, tradeId, revision),
  'trade-confirm': (room, sender, { tradeId, revision }) => room.trades.confirm(sender, tradeId, revision),
  'trade-cancel': (room, sender, { tradeId }) => room.trades.cancel(sender, tradeId),
  collect: (room, sender, payload) => room.deeds.harvests.collect(sender, payload),
  ability: (room, sender, payload) => room.actions.useAbility(sender, payload),
  interact: (room, sender, payload) => room.deeds.loot.pickUp(sender, payload),
  use: (room, sender, payload) => room.deeds.potions.use(sender, payload),
  respawn: (room, sender, payload) => room.actions.respawn(sender, payload),
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

async function goThrough(
  room: WorldRoom,
  { player, travels }: Occupant,
  { portal: name }: ClientMessage<'travel'>,
): Promise<void> {
  const portal = room.services.content.maps.get(room.place)!.portals.find((one) => one.name === name);
  if (!portal || !touches(player.body, portal)) {
    throw new GameError('place_unreachable', { message: 'The character does not stand at that portal.' });
  }
  // Each attempt costs queries and, of a leader, makes the whole party stand still.
  const waitSec = takeToken(travels, TRAVEL_ALLOWANCE, performance.now());
  if (waitSec > 0) throw new GameError('rate_limited', { retryAfterSec: Math.ceil(waitSec) });
  await room.services.journeys.portal(player.id, { place: room.place, portal: name });
}

function answerOffer(
  room: WorldRoom,
  { player }: Occupant,
  { offerId, accept }: ClientMessage<'offer-answer'>,
): void {
  room.relocation.answerOffer(player.id, offerId, accept);
}

/** Checks a message and carries it out; what goes wrong is answered with an `error` message. Never throws a GameError. */
export function dispatchMessage(
  room: WorldRoom,
  sender: Occupant,
  name: string | number,
  payload: unknown,
): void {
  const refuse = (error: unknown) => answerRefusal(room, sender, name, error);
  try {
    // Own keys only: '__proto__' or 'constructor' must not find a handler.
    if (!Object.hasOwn(HANDLERS, name)) throw new GameError('message_unknown');
    const known = name as ClientMessageName;
    // Each handler takes the payload of its own name, which the compiler cannot follow through a table.
    const handler = HANDLERS[known] as Handler<ClientMessageName>;
    const work = handler(room, sender, CLIENT_MESSAGES[known].parse(payload) as never);
    work?.catch(refuse).catch((error) => room.report(error, String(name)));
  } catch (error) {
    refuse(error);
  }
}

/** @throws what is not a refusal */
function answerRefusal(
  room: WorldRoom,
  { client, player }: Occupant,
  name: string | number,
  error: unknown,
): void {
  const refusal = error instanceof ZodError ? invalidMessage(error) : error;
  if (!(refusal instanceof GameError)) throw error;
  room.services.metrics.roomError(room.roomName, refusal.code);
  room.conduct.refused(player.id, refusal.code);
  tell(client, 'error', {
    code: refusal.code,
    message: refusal.message,
    messageType: String(name).slice(0, 64),
    retryAfterSec: refusal.retryAfterSec ?? null,
    details: refusal.details,
  });
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
