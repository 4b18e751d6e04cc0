import type { IncomingHttpHeaders } from 'node:http';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { GameError } from '../errors.ts';
import { JoinOptions } from '../protocol.ts';
import { bearerToken } from './authentication.ts';
import { clientAddress } from './client-address.ts';
import { BEARER_ERRORS, BODY_ERRORS, type Endpoint, mount } from './endpoint.ts';
import { RoomId } from './fields.ts';
import { jsonBody } from './json-body.ts';
import { MATCHMAKE_ERRORS } from './matchmake-errors.ts';
import { parseInput } from './validation.ts';

const SeatReservation = z
  .object({
    name: z.string().describe('The kind of room.'),
    roomId: z.string().describe("The instance's id."),
    sessionId: z.string().describe("The seat's id."),
    processId: z.string().optional().describe('The process of the realm that runs the instance.'),
    publicAddress: z.string().optional().describe('Where that process is reached, if not at this address.'),
    reconnectionToken: z.string().optional().describe("The seat's token, if it was taken before."),
    devMode: z.boolean().optional().describe("Whether Colyseus' development mode is on."),
  })
  .meta({ id: 'SeatReservation', description: "A seat; the SDK's consumeSeatReservation takes it." });
/** Colyseus' seat reservation, as its SDK consumes it. */
export type SeatReservation = z.infer<typeof SeatReservation>;

const ReconnectOptions = z.strictObject({
  reconnectionToken: z.string().min(1).max(64).describe('What the SDK was given with the seat.'),
});
type ReconnectOptions = z.infer<typeof ReconnectOptions>;

/** Who asks for a seat. `token` is the access token, unchecked; null when there is none. */
export interface Caller {
  token: string | null;
  headers: IncomingHttpHeaders;
  address: string;
}

/** Finds the seat. Errors: GameError. */
export interface Matchmake {
  (method: 'joinOrCreate', roomName: string, options: JoinOptions, caller: Caller): Promise<SeatReservation>;
  (method: 'reconnect', roomId: string, options: ReconnectOptions, caller: Caller): Promise<SeatReservation>;
}

const shared = {
  method: 'post',
  tag: 'rooms',
  answers: { 200: { description: 'The seat, held for a few seconds.', schema: SeatReservation } },
  errorForm: MATCHMAKE_ERRORS,
} as const;

export const JOIN_ENDPOINT: Endpoint = {
  ...shared,
  id: 'joinOrCreate',
  path: '/matchmake/joinOrCreate/{roomName}',
  summary: 'Ask for a seat in the instance of a place that has room. Called by the SDK.',
  security: ['bearer'],
  params: z.strictObject({
    roomName: z.string().meta({ description: 'The kind of room.', examples: ['hub'] }),
  }),
  body: JoinOptions,
  errors: [
    ...BODY_ERRORS,
    ...BEARER_ERRORS,
    'room_not_found',
    'place_not_found',
    'place_locked',
    'place_unreachable',
    'character_not_found',
    'place_full',
    'shutting_down',
    'rate_limited',
    'internal',
  ],
};

export const RECONNECT_ENDPOINT: Endpoint = {
  ...shared,
  id: 'reconnect',
  path: '/matchmake/reconnect/{roomId}',
  summary: 'Ask for the seat that is held since the connection dropped. Called by the SDK.',
  security: [],
  params: z.strictObject({ roomId: RoomId }),
  body: ReconnectOptions,
  errors: [...BODY_ERRORS, 'reconnection_refused', 'shutting_down', 'rate_limited', 'internal'],
};

/**
 * Where the SDK asks for seats; takes the place of Colyseus' own routes, which let any client create any room.
 * @param roomNames the kinds of rooms that clients may ask for
 */
export function matchmakeRoutes(matchmake: Matchmake, roomNames: readonly string[]): Router {
  const router = Router({ caseSensitive: true });
  mount(router, JOIN_ENDPOINT, ...jsonBody, async (req, res) => {
    const { roomName } = req.params as { roomName: string };
    if (!roomNames.includes(roomName)) throw new GameError('room_not_found');
    const options = parseInput(JoinOptions, req.body, 'body');
    send(res, await matchmake('joinOrCreate', roomName, options, callerOf(req)));
  });
  mount(router, RECONNECT_ENDPOINT, ...jsonBody, async (req, res) => {
    const roomId = RoomId.safeParse(req.params.roomId);
    if (!roomId.success) throw new GameError('reconnection_refused');
    const options = parseInput(ReconnectOptions, req.body, 'body');
    send(res, await matchmake('reconnect', roomId.data, options, callerOf(req)));
  });
  router.use('/matchmake/:method/:room', refuseOtherMethods);
  return router;
}

function callerOf(req: Request): Caller {
  return { token: bearerToken(req), headers: req.headers, address: clientAddress(req) };
}

function send(res: Response, seat: SeatReservation): void {
  res.set('Cache-Control', 'no-store').json(SeatReservation.parse(seat));
}

const refuseOtherMethods: RequestHandler = (req, _res, next) => {
  if (req.method === 'POST') throw new GameError('matchmaking_refused');
  next();
};
