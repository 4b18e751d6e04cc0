import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import pino from 'pino';
import { openRedis } from '../../src/cluster/connection.ts';
import { RedisBus } from '../../src/cluster/redis-bus.ts';
import { describeNeeds } from '../kit/programs.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';
import { busContract } from './bus.contract.ts';

const log = pino({ level: 'silent' });

describeNeeds(['redis-server'], 'redis bus', (program) => {
  let redis: TestRedis;
  let proxy: TcpProxy;
  const clients: Redis[] = [];
  let first: RedisBus;
  let second: RedisBus;
  let third: RedisBus;

  async function open(processId: string, url: string): Promise<RedisBus> {
    const client = await openRedis(url, log);
    clients.push(client);
    return RedisBus.open(processId, client, log);
  }

  before(async () => {
    redis = await startRedis(program());
    const through = await TcpProxy.inFrontOf(redis.url);
    proxy = through.proxy;
    first = await open('first', through.url);
    second = await open('second', redis.url);
    third = await open('third', redis.url);
  });
  after(async () => {
    for (const bus of [first, second, third]) await bus.close();
    for (const client of clients) client.disconnect();
    await proxy.cut();
    await redis.stop();
  });

  describe('between two processes', () => busContract(() => ({ asking: first, answering: second })));
  describe('with oneself', () => busContract(() => ({ asking: third, answering: third })));

  it('CU6 a process that is cut off hears itself, fails fast towards others, and comes back by itself', async () => {
    const heard: unknown[] = [];
    first.subscribe('while away', (payload) => heard.push(payload));
    for (const bus of [first, second]) bus.handle('echo', async (payload) => payload);
    second.handle('never', () => new Promise(() => {}));
    const pending = assert.rejects(first.request('second', 'never', {}, 60_000), { code: 'unavailable' });

    await proxy.cut();
    await pending;
    assert.equal(await first.request('first', 'echo', 1), 1);
    first.publish('while away', 2);
    await until(() => heard.length === 1, 'its own news');
    await assert.rejects(first.request('second', 'echo', 3, 60_000), { code: 'unavailable' });
    await assert.rejects(second.request('first', 'echo', 4, 60_000), { code: 'unavailable' });

    await proxy.restore();
    await until(() => first.request('second', 'echo', 5).catch(() => null), 'the first asks the second');
    await until(() => second.request('first', 'echo', 6).catch(() => null), 'the second asks the first');
    second.publish('while away', 7);
    await until(() => heard.length === 2, 'news of the other');
    assert.deepEqual(heard, [2, 7]);
  });

  it('CU23 what is not a message of ours is dropped, and the bus goes on', async () => {
    for (const text of ['', 'null', '{', '{"type":"reply"}', '[1]'])
      await clients[1]!.publish('omega:bus:third', text);
    third.handle('alive', async () => true);
    assert.equal(await second.request('third', 'alive', null), true);
  });

  it('CU6 a Redis that hangs costs a request its time, not the bus its life', async () => {
    second.handle('late echo', async (payload) => payload);
    redis.pause();
    await assert.rejects(first.request('second', 'late echo', 1, 100), { code: 'unavailable' });
    redis.resume();
    await until(() => first.request('second', 'late echo', 2).catch(() => null), 'the bus works again');
  });

  it('CU6 connections to a Redis that hangs for long are made anew, and the bus works when it is back', async () => {
    second.handle('woken', async () => true);
    redis.pause();
    try {
      await until(() => clients[0]!.status !== 'ready', 'the connection is given up');
      await assert.rejects(first.request('second', 'woken', {}), { code: 'unavailable' });
    } finally {
      redis.resume();
    }
    await until(() => first.request('second', 'woken', {}).catch(() => null), 'the bus works again');
  });

  it('CU6 after Redis restarted with nothing in it the processes meet again', async () => {
    second.handle('met', async () => true);
    await redis.restart();
    await until(() => first.request('second', 'met', {}).catch(() => null), 'they met', 10_000);
  });
});
