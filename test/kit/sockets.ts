import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { socketOf } from '../../rooms/closing.ts';
import type { MoveInput } from '../../schema/input.ts';

/** Cuts a connection as a network does: without a close frame, for both sides. */
export function cut(room: Room): void {
  socketOf(matchMaker.getLocalRoomById(room.roomId).clients.get(room.sessionId)!).terminate();
}

/** As `cut`, for everybody in this process. */
export async function cutEverybody(): Promise<void> {
  for (const { roomId } of await matchMaker.query({})) {
    for (const client of matchMaker.getLocalRoomById(roomId).clients) socketOf(client).terminate();
  }
}

/** How a room ended for its client: the close code and the reason. */
export function ending(room: Room): Promise<{ code: number; reason: string | undefined }> {
  return new Promise((resolve) => room.onLeave((code, reason) => resolve({ code, reason })));
}

/** Lets the SDK reconnect soon, whatever the age of the connection; not before others can have seen that it is away. */
export function reconnectSoon(room: Room): void {
  Object.assign(room.reconnection, { minUptime: 0, minDelay: 200, maxDelay: 200 });
}

export function neverReconnect(room: Room): void {
  room.reconnection.enabled = false;
}

/** The input stream as the browser client uses it. */
export function inputOf(room: Room) {
  return room.input<MoveInput>({ mode: 'reliable' });
}
