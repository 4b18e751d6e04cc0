import { type IRoomCache, initializeRoomCache } from '@colyseus/core';

/** A room's entry as Colyseus makes it. */
export function listing(roomId: string, fields: Partial<IRoomCache> = {}): IRoomCache {
  return initializeRoomCache({ roomId, name: 'hub', processId: 'first', maxClients: 4, ...fields });
}
