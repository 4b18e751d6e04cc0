import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import type { Database } from '../../src/db/database.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, later, NOW, sessionRecord } from '../kit/records.ts';

describe('account store on PostgreSQL', () => {
  let database: Database;
  before(async () => {
    database = await openFreshDatabase();
  });
  after(() => database.close());

  it('AC2 a taken name costs a row version and a commit, as a free one does', async () => {
    const store = makeAccountStore(database);
    const account = accountRecord();
    const version = async () => {
      const [row] = await database.dataSource.query('SELECT xmin::text FROM accounts WHERE id = $1', [
        account.id,
      ]);
      return Number(row.xmin);
    };
    await store.createAccount(account);
    const created = await version();
    await store.createAccount(accountRecord({ name: account.name }));
    assert.ok((await version()) > created);
    assert.deepEqual(await store.findAccountByName(account.name), account);
  });

  it('AC9 sessions and tokens that have ended do not pile up', async () => {
    const store = makeAccountStore(database);
    const account = accountRecord();
    await store.createAccount(account);
    const count = async (table: string) => {
      const [row] = await database.dataSource.query(`SELECT count(*)::int FROM ${table}`);
      return row.count;
    };
    const [expired, revoked, live] = [1, 2, 3].map(() => sessionRecord(account.id));
    await store.createSession({ ...expired!, expiresAt: later(1) }, 'of-expired', 20);
    await store.createSession(revoked!, 'of-revoked', 20);
    await store.revokeSessions(account.id, [revoked!.id], NOW);
    await store.createSession({ ...live!, createdAt: later(2) }, 'of-live', 20);
    assert.deepEqual([await count('sessions'), await count('refresh_tokens')], [1, 1]);

    await store.rotateRefreshToken({
      oldHash: 'of-live',
      newHash: 'second',
      now: later(3),
      expiresAt: later(2000),
    });
    assert.equal(await count('refresh_tokens'), 2);
    await store.rotateRefreshToken({
      oldHash: 'second',
      newHash: 'third',
      now: later(1500),
      expiresAt: later(3500),
    });
    assert.equal(await count('refresh_tokens'), 2);
  });

  it('AC9 ended sessions of an account that never comes back are forgotten by logins of others, 50 at each', async () => {
    const store = makeAccountStore(database);
    const [gone, other] = [accountRecord(), accountRecord()];
    await store.createAccount(gone);
    await store.createAccount(other);
    const login = (accountId: string, second: number, expiresAt: Date) =>
      store.createSession(
        sessionRecord(accountId, { createdAt: later(second), expiresAt }),
        randomUUID(),
        100,
      );
    for (let i = 0; i < 60; i++) await login(gone.id, 0, later(i % 2 ? 10 : 100));
    await store.revokeSessions(gone.id, 'all', later(5));
    const left = async () => {
      const [row] = await database.dataSource.query(
        'SELECT count(*)::int FROM sessions WHERE account_id = $1',
        [gone.id],
      );
      return row.count;
    };
    const counts = [await left()];
    for (const second of [4, 11, 12]) {
      await login(other.id, second, later(2000));
      counts.push(await left());
    }
    assert.deepEqual(counts, [60, 60, 10, 0]);
  });
});
