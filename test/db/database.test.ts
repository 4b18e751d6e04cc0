import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { DatabaseUnreachable } from '../../src/db/connection-errors.ts';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { emptyDatabaseUrl, freshDatabaseUrl, openFreshDatabase, openTestDatabase } from '../kit/postgres.ts';
import { until } from '../kit/until.ts';

const ALL = MIGRATIONS.map((migration) => migration.name);

describe('database', () => {
  describe('migrations', () => {
    it('DB1 an empty database lacks all of them; migrating runs them once, in order', async () => {
      const database = await openTestDatabase(await emptyDatabaseUrl());
      try {
        assert.deepEqual(await database.pendingMigrations(), ALL);
        assert.deepEqual(await database.migrate(), ALL);
        assert.deepEqual(await database.pendingMigrations(), []);
        assert.deepEqual(await database.migrate(), []);
      } finally {
        await database.close();
      }
    });

    it('DB1 of five processes that migrate at once one does it, and the others find it done', async () => {
      const url = await emptyDatabaseUrl();
      const databases = await Promise.all(
        Array.from({ length: 5 }, () => openTestDatabase(url, { poolSize: 1 })),
      );
      try {
        const ran = await Promise.all(databases.map((database) => database.migrate()));
        assert.deepEqual(ran.flat(), ALL);
      } finally {
        await Promise.all(databases.map((database) => database.close()));
      }
    });

    it('DB1 every migration can be undone, and done again', async () => {
      const database = await openFreshDatabase();
      try {
        for (const _ of ALL) await database.dataSource.undoLastMigration();
        const tables = await database.dataSource.query(
          "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
        );
        assert.deepEqual(tables, [{ table_name: 'migrations' }]);
        assert.deepEqual(await database.migrate(), ALL);
      } finally {
        await database.close();
      }
    });

    it('DB1 the migrated tables are those of the entities; they add the check constraints alone', async () => {
      const database = await openFreshDatabase();
      try {
        const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
        const checks: { statement: string }[] = await database.dataSource.query(
          `SELECT format('ALTER TABLE "%s" DROP CONSTRAINT "%s"', conrelid::regclass, conname) AS statement
           FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0`,
        );
        assert.deepEqual(
          upQueries.map(({ query }) => query).sort(),
          checks.map(({ statement }) => statement).sort(),
        );
      } finally {
        await database.close();
      }
    });
  });

  describe('opening', () => {
    async function messageFor(change: (url: URL) => void): Promise<string> {
      const url = new URL(await freshDatabaseUrl());
      change(url);
      const error = await openTestDatabase(url.href).then(
        () => assert.fail('it opened'),
        (reason) => reason,
      );
      assert.ok(error instanceof DatabaseUnreachable);
      assert.ok(!error.message.includes(url.password) && !error.message.includes('\n'), error.message);
      return error.message.replace(url.host, 'HOST').replace(url.username, 'USER');
    }

    it('DB2 a wrong password is said without the password', async () => {
      assert.equal(
        await messageFor((url) => {
          url.password = 'not-the-password';
        }),
        'Cannot use the database at HOST: it refuses the user "USER" or the password. Check DATABASE_URL.',
      );
    });

    it('DB2 a missing database is named', async () => {
      assert.equal(
        await messageFor((url) => {
          url.pathname = '/nowhere';
        }),
        'Cannot use the database at HOST: it has no database "nowhere". Create it, or check DATABASE_URL.',
      );
    });

    it('DB2 a port where nobody listens is named', async () => {
      assert.match(
        await messageFor((url) => {
          url.port = '1';
        }),
        /^Cannot use the database at HOST: it does not answer \(.*ECONNREFUSED.*\)\. Start it, or check DATABASE_URL\.$/,
      );
    });

    it('DB2 an unknown host is named', async () => {
      assert.equal(
        await messageFor((url) => {
          url.hostname = 'no-such-host.invalid';
        }),
        'Cannot use the database at HOST: the host name is not known. Check DATABASE_URL.',
      );
    });
  });

  it('DB3 when no connection becomes free in time, the answer is `unavailable`', async () => {
    const url = await freshDatabaseUrl();
    const database = await openTestDatabase(url, { poolSize: 1 });
    const release = await holdLock(url);
    const waiting = database.query(WAIT_FOR_LOCK);
    await assert.rejects(database.ping(), { code: 'unavailable' });
    await release();
    await waiting;
    await database.close();
  });

  it('DB3 text that the database cannot hold is an invalid request', async () => {
    const database = await openFreshDatabase();
    const query = database.run((manager) => manager.query('SELECT $1::text', ['a\0b']));
    await assert.rejects(query, { code: 'invalid_request' });
    await database.close();
  });

  it('DB3 a mistake of ours stays what it is', async () => {
    const database = await openFreshDatabase();
    await assert.rejects(
      database.run((manager) => manager.query('SELECT nonsense')),
      { name: 'QueryFailedError' },
    );
    await database.close();
  });

  it('DB6 tells of every statement and of the pool', async () => {
    const statements: [number, boolean][] = [];
    const url = await freshDatabaseUrl();
    const database = await openTestDatabase(url, {
      poolSize: 3,
      onQuery: (seconds, failed) => statements.push([seconds, failed]),
    });
    await database.ping();
    await assert.rejects(database.query({ text: 'SELECT nonsense' }));
    await database.query({ text: 'SELECT 1' });
    await assert.rejects(database.run((manager) => manager.query('SELECT nonsense')));
    assert.deepEqual(
      statements.map(([, failed]) => failed),
      [false, true, false, true],
    );
    assert.ok(statements.every(([seconds]) => seconds >= 0 && seconds < 5));
    const release = await holdLock(url);
    const waiting = Array.from({ length: 5 }, () => database.query(WAIT_FOR_LOCK));
    const full = { total: 3, idle: 0, waiting: 2 };
    await until(() => isDeepStrictEqual(database.pool(), full), 'three work and two wait');
    await release();
    await Promise.all(waiting);
    assert.deepEqual(database.pool(), { total: 3, idle: 3, waiting: 0 });
    await database.close();
  });
});

const WAIT_FOR_LOCK = { text: 'SELECT pg_advisory_xact_lock_shared(1)' };

/** @returns a function that lets those continue who wait for the lock */
async function holdLock(url: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_advisory_lock(1)');
  return () => client.end();
}
