import { Redis } from 'ioredis';
import type { Logger } from 'pino';

const CONNECT_TIMEOUT_MS = 3_000;
/** A Redis that does not answer for so long is away. */
const COMMAND_TIMEOUT_MS = 2_000;
const PING_MS = 1_000;
/** For the other end to close its half, which it will not if it hangs. */
const DISCONNECT_TIMEOUT_MS = 200;
const MAX_RETRY_MS = 250;

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

/**
 * A connection that comes back by itself. While it is away commands fail at once: a queue would grow without bound, and what
 * it sent later would no longer be true.
 * @throws RedisUnreachable
 */
export async function openRedis(redisUrl: string, log: Logger): Promise<Redis> {
  const client = new Redis(redisUrl, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Otherwise a connection that is lost while it introduces itself is taken for ready, and is never made again (ioredis 5.11).
    disableClientInfo: true,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(MAX_RETRY_MS, attempt * 50),
  });
  // `connect` itself only says that the connection was closed.
  let reason: Error | undefined;
  const keepReason = (error: Error) => {
    reason = error;
  };
  client.on('error', keepReason);
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    throw new RedisUnreachable(new URL(redisUrl).host, reason ?? error);
  }
  client.off('error', keepReason);
  watchConnection(client, log);
  return client;
}

/**
 * Ends a connection that no longer answers, so that a new one is made: its other end may hang or be gone without a word.
 * Logs when it is lost and when it is back, however often it is tried in between.
 */
export function watchConnection(connection: Redis, log: Logger): void {
  let isAway = false;
  connection.on('error', (error) => {
    if (!isAway) log.warn({ err: error }, 'redis connection failed');
    isAway = true;
  });
  connection.on('ready', () => {
    if (isAway) log.warn('redis connection is back');
    isAway = false;
  });
  const timer = setInterval(() => {
    if (connection.status === 'ready') connection.ping().catch((error) => giveUp(connection, error));
  }, PING_MS);
  timer.unref();
  connection.once('end', () => clearInterval(timer));
}

/** Not connected yet. A listening connection may not ask for INFO, which the ready check does. */
export function duplicateForSubscribing(client: Redis): Redis {
  return client.duplicate({ enableReadyCheck: false, autoResubscribe: false });
}

function giveUp(connection: Redis, error: Error): void {
  if (connection.status !== 'ready') return;
  connection.emit('error', error);
  connection.disconnect(true);
}
