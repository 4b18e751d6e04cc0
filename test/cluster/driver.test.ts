import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import pino from 'pino';
import { openRedis } from '../../src/cluster/connection.ts';
import { ClusterDriver } from '../../src/cluster/driver.ts';
import { describeNeeds } from '../kit/programs.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';
import { listing } from './listing.ts';

const log = pino({ level: 'silent' });

describeNeeds(['redis-server'], 'listings of rooms', (program) => {
  let redis: TestRedis;
  let proxy: TcpProxy;
  let admin: Redis;
  let firstClient: Redis;
  let first: ClusterDriver;
  let second: ClusterDriver;

  before(async () => {
    redis = await startRedis(program());
    const through = await TcpProxy.inFrontOf(redis.url);
    proxy = through.proxy;
    admin = await openRedis(redis.url, log);
    firstClient = await openRedis(through.url, log);
  });
  beforeEach(async () => {
    await admin.flushall();
    first = new ClusterDriver(firstClient, log);
    second = new ClusterDriver(admin, log);
  });
  afterEach(async () => {
    await first.shutdown();
    await second.shutdown();
  });
  after(async () => {
    admin.disconnect();
    firstClient.disconnect();
    await proxy.cut();
    await redis.stop();
  });

  async function away(during: () => Promise<void>): Promise<void> {
    await proxy.cut();
    try {
      await during();
    } finally {
      await proxy.restore();
      await until(() => firstClient.status === 'ready', 'the connection is back');
    }
  }

  async function stored(roomId: string): Promise<Record<string, unknown> | null> {
    const text = await admin.hget('roomcaches', roomId);
    return text === null ? null : JSON.parse(text);
  }

  it('CU8 a room of one process is found by the other, by its id and by its fields', async () => {
    const room = listing('a', { metadata: { place: 'haven' } });
    assert.equal(await first.insert(room), true);
    await first.update(room, { $inc: { clients: 2 }, $set: { locked: true } });
    await until(async () => (await stored('a'))?.clients === 2, 'the update is written');
    const found = await second.findOne({ roomId: 'a' });
    assert.deepEqual(
      [found.processId, found.clients, found.locked, found.metadata],
      ['first', 2, true, { place: 'haven' }],
    );
    const byPlace = await second.query({ place: 'haven' } as object);
    assert.deepEqual(
      byPlace.map(({ roomId }) => roomId),
      ['a'],
    );
    assert.deepEqual(await second.query({ name: 'zone' }), []);
    assert.equal(await second.has('a'), true);
    assert.equal(await second.findOne({ roomId: 'no such room' }), undefined);
  });

  it('CU8 a process sees its own rooms at once, and no listing comes back after its removal', async () => {
    const room = listing('a');
    await first.insert(room);
    await first.update(room, { $inc: { clients: 1 } });
    assert.equal((await first.findOne({ roomId: 'a' })).clients, 1);
    await first.remove('a');
    assert.equal(await first.findOne({ roomId: 'a' }), undefined);
    assert.equal(await first.update(room, { $inc: { clients: -1 } }), false);
    assert.equal(await first.persist(room), false);
    await first.shutdown();
    assert.equal(await stored('a'), null);
  });

  it('CU8 many changes are one write', async () => {
    const room = listing('a');
    await first.insert(room);
    await admin.config('RESETSTAT');
    for (let change = 0; change < 500; change++) await first.update(room, { $inc: { clients: 1 } });
    await until(async () => (await stored('a'))?.clients === 500, 'everything is written');
    const writes = await calls(admin, 'hset');
    assert.ok(writes <= 3, `${writes} writes`);
  });

  it('CU9 of two processes that open a room by one id one wins (HAZARD 16)', async () => {
    const answers = await Promise.all([
      first.insert(listing('twin', { processId: 'first' })),
      second.insert(listing('twin', { processId: 'second' })),
    ]);
    assert.deepEqual(answers.toSorted(), [false, true]);
    const winner = answers[0] ? 'first' : 'second';
    for (const driver of [first, second]) {
      assert.equal((await driver.findOne({ roomId: 'twin' })).processId, winner);
    }
    assert.equal(await first.insert(listing('twin')), false);
  });

  it('CU10 one failed read is not the answer for ever (HAZARD 17)', async () => {
    await second.insert(listing('elsewhere', { processId: 'second' }));
    await away(async () => {
      assert.deepEqual(await first.query({}), []);
      await assert.rejects(first.findOne({ roomId: 'elsewhere' }), { code: 'unavailable', retryAfterSec: 2 });
    });
    await until(async () => (await first.query({})).length === 1, 'the room is seen again');
    assert.equal((await first.findOne({ roomId: 'elsewhere' })).processId, 'second');
  });

  it('CU11 without Redis no reservation fails or keeps its seat, rooms open, and all of it is written later (HAZARD 18)', async () => {
    const room = listing('a');
    const closed = listing('closed');
    await first.insert(room);
    await first.insert(closed);
    await away(async () => {
      await first.update(room, { $inc: { clients: 1 } });
      await first.update(room, { $inc: { clients: 1 } });
      await first.update(room, { $inc: { clients: -1 } });
      assert.equal(await first.insert(listing('opened meanwhile')), true);
      assert.equal(await first.remove('closed'), true);
      const seen = await first.query({});
      assert.deepEqual(seen.map(({ roomId }) => roomId).toSorted(), ['a', 'opened meanwhile']);
      assert.equal((await first.findOne({ roomId: 'a' })).clients, 1);
    });
    await until(async () => (await stored('a'))?.clients === 1, 'the seats are written');
    await until(() => stored('opened meanwhile'), 'the new room is written');
    await until(async () => (await stored('closed')) === null, 'the closed room is gone');
  });

  it('CU11 a process that ends without Redis ends all the same', async () => {
    await first.insert(listing('a'));
    await away(async () => {
      await first.cleanup('first');
      await first.shutdown();
    });
  });

  it('CU12 searches read the listings of the realm four times a second at most (HAZARD 19)', async () => {
    for (let room = 0; room < 200; room++)
      await second.insert(listing(`room${room}`, { processId: 'second' }));
    await admin.config('RESETSTAT');
    const begin = performance.now();
    for (let search = 0; search < 300; search++) {
      const found = await Promise.all([first.query({ name: 'hub' }), first.query({ name: 'zone' })]);
      assert.deepEqual(
        found.map((rooms) => rooms.length),
        [200, 0],
      );
    }
    const reads = await calls(admin, 'hgetall');
    const allowed = 1 + Math.ceil((performance.now() - begin) / 250);
    assert.ok(reads <= allowed, `${reads} reads, ${allowed} allowed`);
  });
});

async function calls(redis: Redis, command: string): Promise<number> {
  const stats = await redis.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}
