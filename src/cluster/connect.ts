import { matchMaker } from '@colyseus/core';
import type { Logger } from 'pino';
import type { Bus } from './bus.ts';
import { openRedis } from './connection.ts';
import { ClusterDriver } from './driver.ts';
import { Listings } from './listings.ts';
import { Membership } from './membership.ts';
import { ClusterPresence, ROOM_COUNT_KEY } from './presence.ts';
import { RedisBus } from './redis-bus.ts';
import { RedisCache, type SharedCache } from './shared-cache.ts';

/** What joins the processes of a realm: who runs which room, and messages between them. */
export interface Cluster {
  presence: ClusterPresence;
  driver: ClusterDriver;
  cache: SharedCache;
  /** From now on the others see this process. Called once, as soon as Colyseus has given it an id. */
  join(processId: string): Promise<Bus>;
  /** Leaves and closes every connection. Never rejects. */
  close(): Promise<void>;
}

/** @throws RedisUnreachable */
export async function connectCluster(redisUrl: string, log: Logger): Promise<Cluster> {
  const redis = await openRedis(redisUrl, log);
  const presence = await ClusterPresence.open(redis, log);
  const driver = new ClusterDriver(redis, log);
  let bus: Bus | undefined;
  let membership: Membership | undefined;
  // Colyseus' own would unlist a process that merely stalls, and not see one that is dead: `Membership` does both.
  matchMaker.setHealthChecksEnabled(false);
  return {
    presence,
    driver,
    cache: new RedisCache(redis),
    async join(processId) {
      bus = await RedisBus.open(processId, redis, log);
      membership = new Membership(processId, new Listings(redis), log, () => {
        driver.rewrite();
        const { roomCount, ccu } = matchMaker.stats.local;
        void presence.hset(ROOM_COUNT_KEY, processId, `${roomCount},${ccu}`);
      });
      membership.start();
      return bus;
    },
    async close() {
      await membership?.stop();
      await bus?.close();
      presence.shutdown();
      await driver.shutdown();
      redis.disconnect();
    },
  };
}
