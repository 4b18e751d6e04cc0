import assert from 'node:assert/strict';
import pino from 'pino';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeAttemptLimiter } from '../../src/db/attempt-limiter.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { openFeeds } from '../../src/db/notifications.ts';
import { freshDatabaseUrl, openTestDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW, sessionRecord } from '../kit/records.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';

const UNAVAILABLE = { name: 'GameError', code: 'unavailable', retryAfterSec: 2 };

describe('a database that goes away', () => {
  let proxy: TcpProxy;
  let database: Database;
  let logged: string[];

  beforeEach(async () => {
    logged = [];
    const through = await TcpProxy.inFrontOf(await freshDatabaseUrl());
    proxy = through.proxy;
    const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
    database = await openTestDatabase(through.url, { log });
  });
  afterEach(async () => {
    await database.close();
    await proxy.cut();
  });

  it('DB3 every store answers `unavailable`, and works again when it is back', async () => {
    const accounts = makeAccountStore(database);
    const characters = makeCharacterStore(database);
    const limiter = makeAttemptLimiter(database, { name: 'test', attempts: 5, perSec: 60 });
    const account = accountRecord();
    await accounts.createAccount(account);
    await proxy.cut();
    for (const work of [
      () => accounts.findAccountByName('x'),
      () => accounts.createSession(sessionRecord(account.id), 'hash', 20),
      () => characters.create(characterRecord(account.id), 5),
      () => characters.renewLeases([{ characterId: account.id, fence: 1 }]),
      () => limiter.consume('key'),
      () => database.ping(),
    ]) {
      await assert.rejects(work, UNAVAILABLE);
    }
    await proxy.restore();
    assert.deepEqual(await accounts.findAccountByName(account.name), account);
    assert.equal(await limiter.consume('key'), 0);
  });

  it('DB3 a transaction that loses its connection is not half done', async () => {
    const accounts = makeAccountStore(database);
    const account = accountRecord();
    const lost = database.transaction(async (manager) => {
      await manager.query('INSERT INTO accounts VALUES ($1, $2, $3, $4, $5)', [
        account.id,
        account.name,
        account.name,
        account.passwordHash,
        account.createdAt,
      ]);
      await proxy.cut();
      await manager.query('SELECT 1');
    });
    await assert.rejects(lost, UNAVAILABLE);
    await proxy.restore();
    assert.equal(await accounts.findAccountByName(account.name), null);
  });

  it('DB4 the loss of an idle connection is logged and harms nobody', async () => {
    await database.ping();
    await proxy.cut();
    await until(
      () => logged.some((line) => line.includes('an idle database connection was lost')),
      'it is logged',
    );
    await proxy.restore();
    await database.ping();
  });

  it('DB5 the feeds come back by themselves, tell of the gap, and hear what is announced afterwards', async () => {
    const accounts = makeAccountStore(database);
    const feeds = await openFeeds(database);
    const account = accountRecord();
    const before = sessionRecord(account.id);
    const after = sessionRecord(account.id);
    await accounts.createAccount(account);
    await accounts.createSession(before, 'first', 20);
    await accounts.createSession(after, 'second', 20);
    const heard: string[] = [];
    let gaps = 0;
    feeds.onSessionsRevoked((ids) => heard.push(...ids));
    feeds.onGap(() => gaps++);

    await proxy.cut();
    await until(
      () => logged.some((line) => line.includes('connection was lost, reconn')),
      'the loss is noticed',
    );
    await proxy.restore();
    await until(() => gaps === 1, 'it listens again', 5_000);
    await accounts.revokeSessions(account.id, [after.id], NOW);
    await until(() => heard.length > 0, 'news arrive again');
    assert.deepEqual(heard, [after.id]);
    assert.equal(gaps, 1);
  });

  it('DB5 feeds that cannot be opened say `unavailable`', async () => {
    await proxy.cut();
    await assert.rejects(openFeeds(database), UNAVAILABLE);
    await proxy.restore();
  });

  it('DB5 closing while the feeds try to reconnect ends the attempts', async () => {
    await openFeeds(database);
    await proxy.cut();
    await until(
      () => logged.some((line) => line.includes('connection was lost, reconn')),
      'the loss is noticed',
    );
    await database.close();
    await assert.rejects(database.ping(), UNAVAILABLE);
    await proxy.restore();
  });
});
