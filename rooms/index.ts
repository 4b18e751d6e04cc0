import type { Server } from '@colyseus/core';
import type { PlaceKind } from '../src/content/types.ts';
import { ArenaRoom } from './arena-room.ts';
import type { RoomEnvironment } from './environment.ts';
import { HubRoom } from './hub-room.ts';
import { RiftRoom } from './rift-room.ts';
import { ZoneRoom } from './zone-room.ts';

/** The rooms that clients may join. A room's name is the kind of place that it is an instance of. */
export const ROOMS = {
  hub: HubRoom,
  zone: ZoneRoom,
  rift: RiftRoom,
  arena: ArenaRoom,
} as const satisfies Record<PlaceKind, unknown>;

export function isRoomName(name: string): name is PlaceKind {
  return Object.hasOwn(ROOMS, name);
}

/** Registers every room; the place stands in its listing, for the monitor. */
export function defineRooms(server: Server, environment: RoomEnvironment): void {
  for (const [name, type] of Object.entries(ROOMS)) {
    server.define(name, type, { environment } as never).filterBy(['place' as never]);
  }
}
