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
export function readListings(redisUrl: string): Promise<RoomListing[]> {
  return withRedis(redisUrl, async (redis) =>
    Object.values(await redis.hgetall('roomcaches')).map((text) => JSON.parse(text) as RoomListing),
  );
}

/** Empties Redis: what killed processes left there would lead others astray. */
export async function forgetEverything(redisUrl: string): Promise<void> {
  await withRedis(redisUrl, (redis) => redis.flushall());
}

async function withRedis<T>(redisUrl: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(redisUrl);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
