import assert from 'node:assert/strict';
import type { AttemptLimiter } from '../../src/accounts/account-store.ts';
import { makeAttemptLimiter } from '../../src/db/attempt-limiter.ts';
import type { Database } from '../../src/db/database.ts';
import { MemoryLimiter } from '../kit/memory-limiter.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { HOSTILE_TEXTS, uniqueName } from '../kit/records.ts';

const ATTEMPTS = 3;
const PER_SEC = 900;

function attemptLimiterContract(name: string, limiter: () => AttemptLimiter): void {
  describe(`AttemptLimiter: ${name}`, () => {
    it('AC5 allows the limit and then says how long to wait', async () => {
      const key = uniqueName();
      assert.deepEqual([await limiter().consume(key), await limiter().consume(key)], [0, 0]);
      assert.equal(await limiter().consume(key), 0);
      for (const wait of [await limiter().consume(key), await limiter().consume(key)]) {
        assert.ok(wait > PER_SEC - 10 && wait <= PER_SEC, `waits ${wait} s`);
      }
    });

    it('AC6 of 50 racing attempts exactly the limit is allowed', async () => {
      const key = uniqueName();
      const waits = await Promise.all(Array.from({ length: 50 }, () => limiter().consume(key)));
      assert.equal(waits.filter((wait) => wait === 0).length, ATTEMPTS);
    });

    it('AC6 a reset gives all attempts back', async () => {
      const key = uniqueName();
      for (let i = 0; i < 5; i++) await limiter().consume(key);
      await limiter().reset(key);
      assert.equal(await limiter().consume(key), 0);
      await limiter().reset(uniqueName());
    });

    for (const text of HOSTILE_TEXTS) {
      it(`AC16 ${JSON.stringify(text)} is a key like any other`, async () => {
        const waits = [];
        for (let i = 0; i < 4; i++) waits.push((await limiter().consume(text)) > 0);
        assert.deepEqual(waits, [false, false, false, true]);
        assert.equal(await limiter().consume(uniqueName()), 0);
        await limiter().reset(text);
      });
    }
  });
}

attemptLimiterContract(
  'in memory',
  (() => {
    const limiter = new MemoryLimiter(ATTEMPTS, PER_SEC);
    return () => limiter;
  })(),
);

describe('AttemptLimiter on PostgreSQL', () => {
  let database: Database;
  let limiter: AttemptLimiter;
  before(async () => {
    database = await openFreshDatabase();
    limiter = makeAttemptLimiter(database, { name: 'first', attempts: ATTEMPTS, perSec: PER_SEC });
  });
  after(() => database.close());

  attemptLimiterContract('PostgreSQL', () => limiter);

  it('AC5 counts over all processes, and apart from other limits', async () => {
    const key = uniqueName();
    const sameElsewhere = makeAttemptLimiter(database, {
      name: 'first',
      attempts: ATTEMPTS,
      perSec: PER_SEC,
    });
    const other = makeAttemptLimiter(database, { name: 'second', attempts: ATTEMPTS, perSec: PER_SEC });
    for (let i = 0; i < ATTEMPTS; i++) assert.equal(await limiter.consume(key), 0);
    assert.ok((await sameElsewhere.consume(key)) > 0);
    assert.equal(await other.consume(key), 0);
  });

  it('AC5 begins a new window when the old one has ended', async () => {
    const key = uniqueName();
    for (let i = 0; i < ATTEMPTS; i++) await limiter.consume(key);
    await database.dataSource.query('UPDATE attempt_counters SET expire = 1 WHERE key = $1', [
      `first:${key}`,
    ]);
    assert.equal(await limiter.consume(key), 0);
  });

  it('AC5 who hammers on beyond the limit does not reach the database', async () => {
    const key = uniqueName();
    for (let i = 0; i < ATTEMPTS + 10; i++) await limiter.consume(key);
    const [row] = await database.dataSource.query('SELECT points FROM attempt_counters WHERE key = $1', [
      `first:${key}`,
    ]);
    assert.deepEqual(row, { points: ATTEMPTS + 1 });
  });
});
