import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import pino from 'pino';
import { type Cluster, connectCluster } from '../../src/cluster/connect.ts';
import { openRedis } from '../../src/cluster/connection.ts';
import { Listings } from '../../src/cluster/listings.ts';
import { TestProcess } from '../boot/process.ts';
import { describeNeeds } from '../kit/programs.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';
import { listing } from './listing.ts';

const log = pino({ level: 'silent' });
const GONE_WITHIN_MS = 3_000;
const BACK_WITHIN_MS = 1_000;

describeNeeds(['redis-server'], 'processes of a realm', (program) => {
  let redis: TestRedis;
  let proxy: TcpProxy;
  let throughProxy: string;
  let admin: Redis;
  let clusters: Cluster[];
  let processes: TestProcess[];

  before(async () => {
    redis = await startRedis(program());
    ({ proxy, url: throughProxy } = await TcpProxy.inFrontOf(redis.url));
    admin = await openRedis(redis.url, log);
  });
  beforeEach(async () => {
    await admin.flushall();
    clusters = [];
    processes = [];
  });
  afterEach(async () => {
    for (const process of processes) await process.kill('SIGKILL');
    for (const cluster of clusters) await cluster.close();
  });
  after(async () => {
    admin.disconnect();
    await proxy.cut();
    await redis.stop();
  });

  async function join(processId: string, url = redis.url): Promise<Cluster> {
    const cluster = await connectCluster(url, log);
    clusters.push(cluster);
    await cluster.join(processId);
    return cluster;
  }

  async function startMember(processId: string): Promise<TestProcess> {
    const member = new TestProcess('test/cluster/member-process.ts', {}, { args: [redis.url, processId] });
    processes.push(member);
    return member.told();
  }

  const listed = async () => (await admin.hkeys('roomcaches')).toSorted();
  const counted = async () => (await admin.hkeys('roomcount')).toSorted();
  async function took(condition: () => Promise<boolean>, what: string): Promise<number> {
    const begin = performance.now();
    await until(condition, what);
    return performance.now() - begin;
  }

  it('CU14 the listings of a killed process vanish within 3 s, those of others stay (HAZARD 15)', async () => {
    const survivor = await join('survivor');
    await survivor.driver.insert(listing('mine', { processId: 'survivor' }));
    const victim = await startMember('victim');
    assert.deepEqual(await listed(), ['mine', 'victim1', 'victim2', 'victim3']);
    await victim.kill('SIGKILL');
    const goneMs = await took(async () => (await listed()).length === 1, 'the dead listings are gone');
    assert.ok(goneMs <= GONE_WITHIN_MS, `${goneMs} ms`);
    assert.deepEqual(await listed(), ['mine']);
    assert.ok(!(await counted()).includes('victim'));
  });

  it('CU15 a process that stalled puts its listings back within 1 s of its return (HAZARD 15)', async () => {
    await join('survivor');
    const stalled = await startMember('stalled');
    process.kill(stalled.pid, 'SIGSTOP');
    await until(async () => (await listed()).length === 0, 'it counts as gone');
    assert.ok(!(await counted()).includes('stalled'));
    process.kill(stalled.pid, 'SIGCONT');
    const backMs = await took(async () => (await listed()).length === 3, 'its listings are back');
    assert.ok(backMs <= BACK_WITHIN_MS, `${backMs} ms`);
    await until(async () => (await counted()).includes('stalled'), 'it is counted again');
  });

  it('CU15 a process that was cut off is swept, and back within 1 s of its connection', async () => {
    await join('survivor');
    const { driver } = await join('cut off', throughProxy);
    await driver.insert(listing('kept', { processId: 'cut off' }));
    await proxy.cut();
    await until(async () => (await listed()).length === 0, 'it counts as gone');
    await proxy.restore();
    const backMs = await took(async () => (await listed()).length === 1, 'its listing is back');
    assert.ok(backMs <= BACK_WITHIN_MS, `${backMs} ms`);
  });

  it('CU15 after Redis lost everything each process writes its listings anew', async () => {
    const { driver } = await join('one');
    await driver.insert(listing('kept', { processId: 'one' }));
    await redis.restart();
    await until(() => admin.status === 'ready', 'the test is connected');
    await until(async () => (await listed()).length === 1, 'the listing is back');
  });

  it('CU14 a process that leaves in order is gone at once', async () => {
    const leaver = await startMember('leaver');
    assert.deepEqual(await leaver.kill('SIGTERM'), { code: 0, signal: null });
    assert.deepEqual(await listed(), []);
    assert.deepEqual(await counted(), []);
    assert.deepEqual(await admin.keys('omega:*'), []);
  });

  it('CU14 nothing is swept of a process that is back in the very same moment', async () => {
    const listings = new Listings(admin);
    const rooms = Array.from({ length: 1_200 }, (_, number) =>
      listing(`room${number}`, { processId: 'back' }),
    );
    await listings.write(rooms, []);
    await listings.renew('back', 60_000);
    assert.equal(await listings.sweep('back'), false);
    assert.equal((await listed()).length, 1_200);
    await listings.leave('back');
    assert.equal(await listings.sweep('back'), true);
    assert.deepEqual(await listed(), []);
  });
});
