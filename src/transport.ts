import type { IncomingMessage } from 'node:http';
import { CloseCode, matchMaker } from '@colyseus/core';
import { WebSocketClient, WebSocketTransport } from '@colyseus/ws-transport';
import { ERRORS } from './errors.ts';

type Connection = Parameters<WebSocketTransport['onConnection']>;

/** Colyseus' transport, which answers for instances that are no more in our own words. */
export class RealmTransport extends WebSocketTransport {
  protected override async onConnection(...[socket, request, upgrade]: Connection): Promise<void> {
    const seat = seatIn(request);
    if (!seat || matchMaker.getLocalRoomById(seat.roomId))
      return super.onConnection(socket, request, upgrade);
    socket.on('error', () => socket.terminate());
    const { close, text } = ERRORS.seat_invalid;
    new WebSocketClient(seat.id, socket).error(close, `seat_invalid: ${text}`, () =>
      socket.close(seat.isHeld ? CloseCode.FAILED_TO_RECONNECT : CloseCode.WITH_ERROR),
    );
  }
}

/** The seat that a client comes for; null: it comes for none. */
function seatIn({ url }: IncomingMessage): { id: string; roomId: string; isHeld: boolean } | null {
  const address = URL.parse(`ws://server${url ?? '/'}`);
  const id = address?.searchParams.get('sessionId');
  if (!address || !id) return null;
  const { pathname, searchParams } = address;
  return { id, roomId: pathname.split('/').at(-1)!, isHeld: searchParams.has('reconnectionToken') };
}
