import { type IRoomCache, initializeRoomCache } from '@colyseus/core';
import type { Redis } from 'ioredis';
import { ROOM_COUNT_KEY } from './presence.ts';

/** As in the stock driver, so that its tools find them. */
const LISTINGS_KEY = 'roomcaches';
const PROCESSES_KEY = 'omega:processes';
const ALIVE_PREFIX = 'omega:alive:';
/** Lua cannot pass more arguments at once than some thousands. */
const ROOMS_PER_COMMAND = 500;

/** One step, so that a process that comes back in this very moment either keeps its listings or sees that it has lost them. */
const SWEEP = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
if #ARGV > 1 then redis.call('HDEL', KEYS[2], unpack(ARGV, 2)) end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('SREM', KEYS[4], ARGV[1])
return 1`;

/** What processes tell each other in Redis: who lives, and who runs which room. None of it is authority. */
export class Listings {
  private readonly redis: Redis;

  constructor(redis: Redis) {
    this.redis = redis;
  }

  async all(): Promise<IRoomCache[]> {
    return Object.values(await this.redis.hgetall(LISTINGS_KEY)).map(parse);
  }

  /** @returns in the order of the ids, undefined where there is none */
  async byIds(roomIds: string[]): Promise<(IRoomCache | undefined)[]> {
    const found = await this.redis.hmget(LISTINGS_KEY, ...roomIds);
    return found.map((text) => (text === null ? undefined : parse(text)));
  }

  /** @returns whether the id was free */
  async insert(room: IRoomCache): Promise<boolean> {
    return (await this.redis.hsetnx(LISTINGS_KEY, room.roomId, JSON.stringify(room))) === 1;
  }

  /** All of it in one round trip. */
  async write(rooms: IRoomCache[], removedIds: string[]): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const batch of batches(rooms)) {
      pipeline.hset(LISTINGS_KEY, new Map(batch.map((room) => [room.roomId, JSON.stringify(room)])));
    }
    for (const batch of batches(removedIds)) pipeline.hdel(LISTINGS_KEY, ...batch);
    await run(pipeline);
  }

  /** @returns whether it was known to live until now */
  async renew(processId: string, forMs: number): Promise<boolean> {
    const key = ALIVE_PREFIX + processId;
    const [before] = await run(
      this.redis.multi().get(key).set(key, '1', 'PX', forMs).sadd(PROCESSES_KEY, processId),
    );
    return before !== null;
  }

  /** Processes that did not renew in time. */
  async silent(): Promise<string[]> {
    const ids = await this.redis.smembers(PROCESSES_KEY);
    if (ids.length === 0) return [];
    const alive = await this.redis.mget(ids.map((id) => ALIVE_PREFIX + id));
    return ids.filter((_, index) => alive[index] === null);
  }

  /**
   * Removes what a silent process left, unless it is back.
   * @returns whether it was removed
   */
  async sweep(processId: string): Promise<boolean> {
    const rooms = (await this.all()).filter((room) => room.processId === processId);
    const keys = [ALIVE_PREFIX + processId, LISTINGS_KEY, ROOM_COUNT_KEY, PROCESSES_KEY];
    // Without rooms there is still a process to remove.
    for (const batch of rooms.length === 0 ? [[]] : batches(rooms)) {
      const ids = batch.map((room) => room.roomId);
      if ((await this.redis.eval(SWEEP, keys.length, ...keys, processId, ...ids)) === 0) return false;
    }
    return true;
  }

  /** An orderly end: nobody has to find out. */
  async leave(processId: string): Promise<void> {
    await run(
      this.redis
        .multi()
        .del(ALIVE_PREFIX + processId)
        .srem(PROCESSES_KEY, processId)
        .hdel(ROOM_COUNT_KEY, processId),
    );
  }
}

function parse(text: string): IRoomCache {
  return initializeRoomCache(JSON.parse(text));
}

function batches<T>(items: T[]): T[][] {
  const count = Math.ceil(items.length / ROOMS_PER_COMMAND);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * ROOMS_PER_COMMAND, (index + 1) * ROOMS_PER_COMMAND),
  );
}

/** @throws the first error of any command; ioredis hands them out as values */
async function run(commands: ReturnType<Redis['multi']>): Promise<unknown[]> {
  const results = (await commands.exec()) ?? [];
  return results.map(([error, value]) => {
    if (error) throw error;
    return value;
  });
}
