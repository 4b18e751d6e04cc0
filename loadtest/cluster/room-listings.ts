import { Redis } from 'ioredis';

/** What Colyseus lists of a room, as far as it is looked at here. */
export interface RoomListing {
  roomId: string;
  processId: string;
  /** host:port of its process. */
  publicAddress: string;
  /** Seats taken and reserved. */
  clients: number;
  maxClients: number;
  createdAt: string;
}

/** All rooms of all processes, as they stand in Redis; stock Colyseus keeps them at the same place. */
export async function readListings(redisUrl: string): Promise<RoomListing[]> {
  const redis = new Redis(redisUrl);
  try {
    return Object.values(await redis.hgetall('roomcaches')).map((text) => JSON.parse(text) as RoomListing);
  } finally {
    redis.disconnect();
  }
}
