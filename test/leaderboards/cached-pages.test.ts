import assert from 'node:assert/strict';
import pino from 'pino';
import { openRedis } from '../../src/cluster/connection.ts';
import { RedisCache, type SharedCache } from '../../src/cluster/shared-cache.ts';
import { withCachedPages } from '../../src/leaderboards/cached-pages.ts';
import type { LeaderboardStore, Standing } from '../../src/leaderboards/leaderboard-store.ts';
import { describeNeeds } from '../kit/programs.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { until } from '../kit/until.ts';

const KILLS = { board: 'kills', season: 0 } as const;
const log = pino({ level: 'silent' });

function standing(rank: number): Standing {
  const reachedAt = new Date('2026-11-20T10:00:00.000Z');
  return {
    rank,
    characterId: `c${rank}`,
    name: `n${rank}`,
    classId: 'ranger',
    level: 1,
    standing: -rank,
    reachedAt,
  };
}

/** Answers with a page of its own for each question, and counts them. */
function countingStore() {
  const asked: unknown[] = [];
  const store = {
    async page(...question: unknown[]) {
      asked.push(question);
      return { entries: [standing(asked.length)], cursor: 'next' };
    },
  } as unknown as LeaderboardStore;
  return { asked, store };
}

describeNeeds(['redis-server'], 'shared pages of leaderboards', (program) => {
  let redis: TestRedis;
  let caches: SharedCache[];
  let close: () => void;

  beforeEach(async () => {
    redis = await startRedis(program());
    const clients = [await openRedis(redis.url, log), await openRedis(redis.url, log)];
    caches = clients.map((client) => new RedisCache(client));
    close = () => {
      for (const client of clients) client.disconnect();
    };
  });
  afterEach(async () => {
    close();
    await redis.stop();
  });

  it('LB11 what one process was answered another finds, dates included; other questions have other answers', async () => {
    const { asked, store } = countingStore();
    const [one, other] = caches.map((cache) => withCachedPages(store, cache)) as [
      LeaderboardStore,
      LeaderboardStore,
    ];
    const first = await one.page(KILLS, null, 10);
    assert.deepEqual(first, { entries: [standing(1)], cursor: 'next' });
    assert.deepEqual(await other.page(KILLS, null, 10), first);
    assert.equal(asked.length, 1);
    await other.page(KILLS, 'next', 10);
    await other.page(KILLS, null, 11);
    await other.page({ board: 'kills', season: 1 }, null, 10);
    await other.page({ board: 'wealth', season: 0 }, null, 10);
    assert.equal(asked.length, 5);
  });

  it('LB11 a page is asked for anew after five seconds', async () => {
    const { asked, store } = countingStore();
    const board = withCachedPages(store, caches[0]!);
    await board.page(KILLS, null, 10);
    await until(
      async () => (await board.page(KILLS, null, 10)).entries[0]!.rank === 2,
      'another page is answered',
      10_000,
    );
    assert.equal(asked.length, 2);
  });

  it('LB11 while Redis is away the database answers', async () => {
    const { asked, store } = countingStore();
    const board = withCachedPages(store, caches[0]!);
    await redis.stop();
    assert.equal((await board.page(KILLS, null, 10)).entries[0]!.rank, 1);
    assert.equal((await board.page(KILLS, null, 10)).entries[0]!.rank, 2);
    assert.equal(asked.length, 2);
  });
});
