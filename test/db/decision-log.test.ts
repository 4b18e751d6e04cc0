import assert from 'node:assert/strict';
import pino from 'pino';
import type { Database } from '../../src/db/database.ts';
import { makeDecisionLog } from '../../src/db/decision-log.ts';
import type { DecisionLog } from '../../src/placement/decision.ts';
import { decision } from '../contracts/decision-log.contract.ts';
import { freshDatabaseUrl, openTestDatabase } from '../kit/postgres.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';

describe('decision log on PostgreSQL', () => {
  let proxy: TcpProxy;
  let database: Database;
  let log: DecisionLog;
  let logged: string[];

  beforeEach(async () => {
    logged = [];
    const through = await TcpProxy.inFrontOf(await freshDatabaseUrl());
    proxy = through.proxy;
    database = await openTestDatabase(through.url, {
      log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    });
    log = makeDecisionLog(database);
  });
  afterEach(async () => {
    await database.close();
    await proxy.cut();
  });

  const stored = async (): Promise<number> =>
    (await database.dataSource.query('SELECT count(*)::int AS n FROM placement_decisions'))[0].n;
  const wasLogged = (text: string) => logged.some((line) => line.includes(text));

  it('PL51 writes by itself, without being asked', async () => {
    for (let index = 0; index < 500; index += 1) log.record(decision());
    await until(async () => (await stored()) === 500, 'the decisions are stored');
  });

  it('PL51 what is decided while the database is away is stored when it is back', async () => {
    await proxy.cut();
    const one = decision();
    log.record(one);
    await assert.rejects(log.byInstance('i1', 10), { code: 'unavailable' });
    assert.ok(wasLogged('placement decisions wait for the database'));
    await proxy.restore();
    assert.deepEqual(await log.byInstance('i1', 10), [one]);
  });

  it('PL51 while it is away no more than 10,000 wait, the newest of them', async () => {
    await proxy.cut();
    for (let retries = 0; retries < 10_003; retries += 1) log.record(decision({ retries }));
    await proxy.restore();
    await until(async () => (await stored().catch(() => 0)) === 10_000, 'those that waited are stored');
    const [oldest] = await database.dataSource.query('SELECT min(retries) AS n FROM placement_decisions');
    assert.equal(oldest.n, 3);
    assert.ok(wasLogged('placement decisions were given up'));
  });

  it('PL51 a decision that cannot be stored is given up, and later ones are stored', async () => {
    log.record(decision({ characterIds: ['not-a-uuid'] }));
    assert.deepEqual(await log.byInstance('i1', 10), []);
    assert.ok(wasLogged('placement decisions could not be stored'));
    log.record(decision());
    assert.equal((await log.byInstance('i1', 10)).length, 1);
  });

  it('PL51 what is recorded just before the stop is stored', async () => {
    const one = decision();
    log.record(one);
    await database.close();
    database = await openTestDatabase(database.url);
    assert.deepEqual(await makeDecisionLog(database).byInstance('i1', 10), [one]);
  });

  it('PL52 decisions are kept for seven days', async () => {
    const daysAgo = (days: number) => decision({ at: new Date(Date.now() - days * 86_400_000) });
    const kept = daysAgo(6.9);
    log.record(daysAgo(7.1));
    log.record(kept);
    await log.byInstance('i1', 10);
    assert.deepEqual(await log.byInstance('i1', 10), [kept]);
  });
});
