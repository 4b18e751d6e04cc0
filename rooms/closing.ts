import { type Client, CloseCode } from '@colyseus/core';
import { WebSocket } from 'ws';
import { ERRORS, type ErrorCode } from '../src/errors.ts';

/** Closes a connection for a reason: the close code from the error table, with the error's code as text. */
export function closeClient(client: Client, code: ErrorCode): void {
  client.leave(ERRORS[code].close, code);
}

/** Codes after which the stock SDKs reconnect by themselves. */
const DROPS: readonly (number | undefined)[] = [
  CloseCode.GOING_AWAY,
  CloseCode.NO_STATUS_RECEIVED,
  CloseCode.ABNORMAL_CLOSURE,
  CloseCode.MAY_TRY_RECONNECT,
];

/** Is this the end of a connection whose client may come back to its seat? */
export function isDrop(client: Client, code: number | undefined): boolean {
  // A client that reconnects before the end of its old socket has been told: Colyseus closes the old one with this code.
  const isReplaced = code === CloseCode.WITH_ERROR && socketOf(client).readyState !== WebSocket.CLOSED;
  return isReplaced || DROPS.includes(code);
}

/** The transport is always `ws`, which the framework's types leave open. */
export function socketOf(client: Client): WebSocket {
  return client.ref as unknown as WebSocket;
}
