import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import pino from 'pino';
import { openRedis } from '../../src/cluster/connection.ts';
import { ClusterPresence } from '../../src/cluster/presence.ts';
import { describeNeeds } from '../kit/programs.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';

const log = pino({ level: 'silent' });

describeNeeds(['redis-server'], 'presence', (program) => {
  let redis: TestRedis;
  let proxy: TcpProxy;
  let clients: Redis[];
  let cutOff: ClusterPresence;
  let other: ClusterPresence;

  before(async () => {
    redis = await startRedis(program());
    const through = await TcpProxy.inFrontOf(redis.url);
    proxy = through.proxy;
    clients = [await openRedis(through.url, log), await openRedis(redis.url, log)];
    cutOff = await ClusterPresence.open(clients[0]!, log);
    other = await ClusterPresence.open(clients[1]!, log);
  });
  after(async () => {
    for (const presence of [cutOff, other]) presence.shutdown();
    for (const client of clients) client.disconnect();
    await proxy.cut();
    await redis.stop();
  });

  it('CU13 values written by one process are read by the other', async () => {
    await cutOff.set('key', 'value');
    assert.equal(await other.get('key'), 'value');
    await cutOff.setex('short', 'value', 60);
    await cutOff.expire('key', 60);
    await cutOff.sadd('set', 'member');
    assert.deepEqual(await other.smembers('set'), ['member']);
    assert.equal(await cutOff.hset('roomcount', 'process', '1,2'), true);
    assert.equal(await other.hget('roomcount', 'process'), '1,2');
    await cutOff.del('key');
    assert.equal(await other.get('key'), null);
  });

  it('CU13 what Redis refuses is an error and not a value (HAZARD 20)', async () => {
    await other.set('text', 'value');
    await assert.rejects(other.sadd('text', 'member'), /WRONGTYPE/);
    await assert.rejects(other.setex('text', 'value', -1), /invalid expire/);
  });

  it('CU13 without Redis what somebody waits for rejects; what Colyseus does not wait for does not; topics come back', async () => {
    const heard: unknown[] = [];
    await cutOff.subscribe('before', (data: unknown) => heard.push(data));
    await proxy.cut();
    await until(() => clients[0]!.status !== 'ready', 'the connection is gone');

    await assert.rejects(cutOff.set('key', 'value'));
    await assert.rejects(cutOff.setex('key', 'value', 1));
    await assert.rejects(cutOff.expire('key', 1));
    await assert.rejects(cutOff.del('key'));
    await assert.rejects(cutOff.sadd('set', 'value'));
    await assert.rejects(cutOff.hset('own', 'field', 'value'));
    await cutOff.hset('roomcount', 'process', '1,1');
    await cutOff.hdel('roomcount', 'process');
    await cutOff.publish('before', 'lost');
    await cutOff.subscribe('meanwhile', (data: unknown) => heard.push(data));
    await cutOff.unsubscribe('never subscribed');

    await proxy.restore();
    await until(async () => {
      await other.publish('before', 'one');
      await other.publish('meanwhile', 'two');
      return heard.includes('one') && heard.includes('two');
    }, 'both topics are heard');
  });
});
