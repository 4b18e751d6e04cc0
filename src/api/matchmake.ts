import type { IncomingHttpHeaders } from 'node:http';
import { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import { GameError } from '../errors.ts';
import { JoinOptions } from '../protocol.ts';
import { bearerToken } from './authentication.ts';
import { clientAddress } from './client-address.ts';
import { prepareErrorAnswer, toGameError } from './error-handler.ts';
import { jsonBody } from './json-body.ts';
import { parseInput } from './validation.ts';

/** Colyseus' seat reservation, as its SDK consumes it. */
export interface SeatReservation {
  name: string;
  roomId: string;
  sessionId: string;
  processId?: string;
  publicAddress?: string;
  reconnectionToken?: string;
  devMode?: boolean;
}

/** Who asks for a seat. `token` is the access token, unchecked; null when there is none. */
export interface Caller {
  token: string | null;
  headers: IncomingHttpHeaders;
  address: string;
}

const ReconnectOptions = z.strictObject({ reconnectionToken: z.string().min(1).max(64) });
type ReconnectOptions = z.infer<typeof ReconnectOptions>;

/** Finds the seat. Errors: GameError. */
export interface Matchmake {
  (method: 'joinOrCreate', roomName: string, options: JoinOptions, caller: Caller): Promise<SeatReservation>;
  (method: 'reconnect', roomId: string, options: ReconnectOptions, caller: Caller): Promise<SeatReservation>;
}

const ROOM_ID = /^[\w-]{1,64}$/;

/**
 * Where the SDK asks for seats; takes the place of Colyseus' own routes, which let any client create any room.
 * @param roomNames the kinds of rooms that clients may ask for
 */
export function matchmakeRoutes(matchmake: Matchmake, roomNames: readonly string[]): Router {
  const router = Router();
  router.post('/matchmake/:method/:room', ...jsonBody, async (req, res) => {
    const { method, room } = req.params as { method: string; room: string };
    const caller = { token: bearerToken(req), headers: req.headers, address: clientAddress(req) };
    res.set('Cache-Control', 'no-store');
    if (method === 'joinOrCreate') {
      if (!roomNames.includes(room)) throw new GameError('room_not_found');
      res.json(await matchmake(method, room, parseInput(JoinOptions, req.body, 'body'), caller));
    } else if (method === 'reconnect') {
      if (!ROOM_ID.test(room)) throw new GameError('reconnection_refused');
      res.json(await matchmake(method, room, parseInput(ReconnectOptions, req.body, 'body'), caller));
    } else {
      throw new GameError('matchmaking_refused');
    }
  });
  return router;
}

/** The SDK throws MatchMakeError with `error` as its message and the HTTP status as its code. */
export const matchmakeErrorHandler: ErrorRequestHandler = (thrown, _req, res, next) => {
  if (res.headersSent) return next(thrown);
  const error = toGameError(thrown);
  prepareErrorAnswer(res, error);
  res.json({
    code: error.closeCode,
    error: `${error.code}: ${error.message}`,
    errorCode: error.code,
    ...(error.retryAfterSec !== undefined && { retryAfterSec: error.retryAfterSec }),
  });
};
