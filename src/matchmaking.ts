import { type AuthContext, matchMaker, ServerError } from '@colyseus/core';
import { SeatReservationError } from '@colyseus/core/errors/SeatReservationError';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AdmittedContext } from '../rooms/admission.ts';
import { isRoomName, ROOMS } from '../rooms/index.ts';
import type { Caller, Matchmake, SeatReservation } from './api/matchmake.ts';
import { consume } from './api/rate-limit.ts';
import { GameError } from './errors.ts';
import type { JoinOptions } from './protocol.ts';
import type { Services } from './services.ts';

/** A reserved seat is held for 15 s, taken or not: without a limit one account could fill every instance. */
const SEATS_PER_ACCOUNT = { points: 8, duration: 15 };

/**
 * The only two doors into rooms: Colyseus itself would let any client create rooms and join any by its id.
 * joinOrCreate: errors as `Accounts.authenticate`, shutting_down, room_not_found, place_not_found, character_not_found, rate_limited, place_full.
 * reconnect: the token was given to the client on its join and is its right to the seat; errors reconnection_refused, shutting_down.
 */
export function makeMatchmake(services: Services): Matchmake {
  const seats = new RateLimiterMemory(SEATS_PER_ACCOUNT);
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
      : asGameError('reconnection_refused', matchMaker.reconnect(room, options));
  };
}

async function joinOrCreate(
  { accounts, characters, content }: Services,
  seats: RateLimiterMemory,
  roomName: string,
  { characterId, place }: JoinOptions,
  { token, headers, address }: Caller,
): Promise<SeatReservation> {
  if (token === null) throw new GameError('unauthenticated');
  const { accountId, sessionId } = await accounts.authenticate(token);
  if (!isRoomName(roomName)) throw new GameError('room_not_found');
  if (content.places.get(place)?.kind !== ROOMS[roomName].kind) throw new GameError('place_not_found');
  await characters.get(accountId, characterId);
  await consume(seats, accountId);
  const context: AdmittedContext = {
    token,
    headers: new Headers(headers as Record<string, string>),
    ip: address,
    admission: { accountId, loginSessionId: sessionId, characterId },
  };
  return asGameError('place_full', matchMaker.joinOrCreate(roomName, { place }, context as AuthContext));
}

async function asGameError<T>(code: 'place_full' | 'reconnection_refused', work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ServerError || error instanceof SeatReservationError) {
      throw new GameError(code, { cause: error });
    }
    throw error;
  }
}
