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

/** One line that says what to do; it never contains the password. */
export class RedisUnreachable extends Error {
  override name = 'RedisUnreachable';

  constructor(host: string, cause: unknown) {
    const refused = cause instanceof Error && /^(NOAUTH|WRONGPASS|ERR AUTH)/.test(cause.message);
    super(
      refused
        ? `Redis at ${host} refuses the user or the password. Correct REDIS_URL.`
        : `Redis at ${host} does not answer. Start it, or correct or remove REDIS_URL.`,
      { cause },
    );
  }
}

/** @throws RedisUnreachable */
export async function connectCluster(redisUrl: string, log: Logger): Promise<Cluster> {
  const client = new Redis(redisUrl, { connectTimeout: CONNECT_TIMEOUT_MS, lazyConnect: true });
  // `connect` itself only says that the connection was closed.
  let reason: Error | undefined;
  let connected = false;
  client.on('error', (error) => {
    reason = error;
    if (connected) log.warn({ err: error }, 'redis connection error');
  });
  try {
    await client.connect();
    connected = true;
  } catch (error) {
    client.disconnect();
    throw new RedisUnreachable(new URL(redisUrl).host, reason ?? error);
  }
  return { presence: new RedisPresence(client), driver: new RedisDriver(client) };
}
