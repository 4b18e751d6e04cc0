import { randomUUID } from 'node:crypto';
import { matchMaker, ServerError } from '@colyseus/core';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isRoomName } from '../rooms/index.ts';
import type { Caller, Matchmake } from './api/matchmake.ts';
import { consume } from './api/rate-limit.ts';
import { GameError } from './errors.ts';
import { systemClock } from './placement/clock.ts';
import { assertUnlocked } from './placement/locks.ts';
import type { SeatReservation } from './placement/ticket.ts';
import type { JoinOptions } from './protocol.ts';
import type { Services } from './services.ts';

/** A reserved seat is held for 15 s, taken or not: without a limit one account could fill every instance. */
const SEATS_PER_ACCOUNT = { points: 8, duration: 15 };
const RECONNECT = 'instances.reconnect';

interface Reconnection {
  instanceId: string;
  options: object;
}

/**
 * The only two doors into rooms: Colyseus itself would let any client create rooms and join any by its id.
 * joinOrCreate: errors as `Accounts.authenticate`, shutting_down, room_not_found, place_not_found, place_locked, place_unreachable,
 * character_not_found, rate_limited, and those of placement.
 * reconnect: the token was given to the client on its join and is its right to the seat; errors reconnection_refused,
 * shutting_down, unavailable.
 */
export function makeMatchmake(services: Services): Matchmake {
  const seats = new RateLimiterMemory(SEATS_PER_ACCOUNT);
  services.bus.handle(RECONNECT, (request) => reconnectHere(request as Reconnection));
  return async (
    method: 'joinOrCreate' | 'reconnect',
    room: string,
    options: JoinOptions | { reconnectionToken: string },
    caller: Caller,
  ): Promise<SeatReservation> => {
    if (matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN) {
      throw new GameError('shutting_down', { retryAfterSec: 2 });
    }
    return method === 'joinOrCreate'
      ? joinOrCreate(services, seats, room, options as JoinOptions, caller)
      : reconnect(services, { instanceId: room, options });
  };
}

async function joinOrCreate(
  { accounts, characters, content, placement, ticketFor, upgrades }: Services,
  seats: RateLimiterMemory,
  roomName: string,
  { characterId, place: placeId, ...options }: JoinOptions,
  { token }: Caller,
): Promise<SeatReservation> {
  const { language = null, region = null, rttMs = {} } = options;
  if (token === null) throw new GameError('unauthenticated');
  const { accountId, sessionId: loginSessionId } = await accounts.authenticate(token);
  if (!isRoomName(roomName)) throw new GameError('room_not_found');
  const place = content.places.get(placeId);
  if (place?.kind !== roomName) throw new GameError('place_not_found');
  const [character] = await characters.locate([characterId]);
  if (character?.accountId !== accountId) throw new GameError('character_not_found');
  if (content.entry === 'where-left' && character.place !== placeId) throw new GameError('place_unreachable');
  await assertUnlocked(place, character, upgrades.levelsOf);
  await consume(seats, accountId);
  const ticket = await ticketFor({
    id: randomUUID(),
    place,
    characterIds: [characterId],
    language,
    region,
    rttMs,
    reason: 'join',
    isReturning: character.place === placeId && character.instance !== null,
    exclude: [],
  });
  const { near } = ticket;
  // Who comes back, after a crash or from another device, finds itself among the same people.
  const party = character.instance === null ? near.party : [character.instance, ...near.party];
  const { seats: reserved } = await placement.place({
    ...ticket,
    near: { ...near, party },
    members: [{ accountId, loginSessionId, characterId, fence: null, language }],
  });
  return reserved[0]!;
}

/**
 * Asked over the bus, which says at once that a process is dead: to wait for its answer, as the framework does, would keep
 * its players from joining anew.
 */
async function reconnect({ bus, directory }: Services, request: Reconnection): Promise<SeatReservation> {
  const instance = directory.instance(request.instanceId, systemClock.now());
  if (!instance) throw new GameError('reconnection_refused');
  return (await bus.request(instance.process.processId, RECONNECT, request)) as SeatReservation;
}

/** In the process that runs the instance. */
async function reconnectHere({ instanceId, options }: Reconnection): Promise<SeatReservation> {
  try {
    return (await matchMaker.reconnect(instanceId, options)) as SeatReservation;
  } catch (error) {
    if (error instanceof ServerError) throw new GameError('reconnection_refused', { cause: error });
    throw error;
  }
}
