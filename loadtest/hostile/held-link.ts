import type { Client } from '@colyseus/core';
import type { WebSocket } from 'ws';

/** More than a client may have unread before it gets no patches. */
const UNREAD_BYTES = 300 * 1024;
const TYPE = 'unread';

/**
 * As if nothing went through to a client any more, and much was under way: the system itself would take megabytes before anybody
 * could notice.
 */
export function holdLink(client: Client): void {
  streamOf(client).cork();
  client.sendBytes(TYPE, Buffer.alloc(UNREAD_BYTES));
}

/** What waits arrives. */
export function releaseLink(client: Client): void {
  streamOf(client).uncork();
}

/** Bytes beyond those with which it was held. */
export function gatheredBytes(client: Client): number {
  return (client.ref as unknown as WebSocket).bufferedAmount - UNREAD_BYTES;
}

/** The TCP stream below ws. */
function streamOf(client: Client): { cork(): void; uncork(): void } {
  return (client.ref as unknown as { _socket: { cork(): void; uncork(): void } })._socket;
}
