import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';

const CONNECT_TIMEOUT_MS = 3_000;

/** What joins the processes of a realm: who runs which room, and messages between them. */
export interface Cluster {
  presence: RedisPresence;
  driver: RedisDriver;
}

export class RedisUnreachable extends Error {
  override name = 'RedisUnreachable';
}

/** @throws RedisUnreachable with one line that says what to do; it never contains the password. */
export async function connectCluster(redisUrl: string, log: Logger): Promise<Cluster> {
  const client = new Redis(redisUrl, { connectTimeout: CONNECT_TIMEOUT_MS, lazyConnect: true });
  client.on('error', (error) => log.warn({ err: error }, 'redis connection error'));
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    const { host } = new URL(redisUrl);
    throw new RedisUnreachable(
      `Redis at ${host} does not answer. Start it, or correct or remove REDIS_URL.`,
      { cause: error },
    );
  }
  return { presence: new RedisPresence(client), driver: new RedisDriver(client) };
}
