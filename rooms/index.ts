import type { Server } from '@colyseus/core';
import type { PlaceKind } from '../src/content/types.ts';
import type { RoomEnvironment } from './environment.ts';
import { HubRoom } from './hub-room.ts';

/** The rooms that clients may join, and the kind of place that each is an instance of. */
export const ROOMS = {
  hub: { type: HubRoom, kind: 'hub' },
} as const satisfies Record<string, { type: typeof HubRoom; kind: PlaceKind }>;

type RoomName = keyof typeof ROOMS;

export function isRoomName(name: string): name is RoomName {
  return Object.hasOwn(ROOMS, name);
}

/** Registers every room. One instance serves one place: a join with another place never lands in it. */
export function defineRooms(server: Server, environment: RoomEnvironment): void {
  for (const [name, { type }] of Object.entries(ROOMS)) {
    server.define(name, type, { environment } as never).filterBy(['place' as never]);
  }
}
