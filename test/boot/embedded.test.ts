import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedDatabase, startEmbedded } from '../../src/db/embedded.ts';
import { isAlive, TestProcess, until } from './process.ts';
import { suiteFolder } from './temp-dir.ts';

async function query(url: string, text: string): Promise<string[][]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<string[]>({ text, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

function pidOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

describe('embedded database', () => {
  const dataDir = suiteFolder();
  let running: EmbeddedDatabase | null = null;
  async function start(): Promise<EmbeddedDatabase> {
    running = await startEmbedded(dataDir, 5);
    return running;
  }
  afterEach(async () => {
    await running?.stop();
    running = null;
  });

  before(async () => {
    const { url } = await start();
    await query(url, 'CREATE TABLE kept (value text)');
    await query(url, "INSERT INTO kept VALUES ('stored before')");
    await running!.stop();
  });

  async function assertKept(): Promise<void> {
    assert.deepEqual(await query(running!.url, 'SELECT value FROM kept'), [['stored before']]);
  }

  it('BT9 keeps everything from one start to the next', async () => {
    await start();
    await assertKept();
    assert.equal(running!.folder, join(dataDir, 'postgres'));
    assert.equal(running!.elsewhere, false);
  });

  it('BT9 is durable, speaks UTF-8 and listens on the loopback address alone', async () => {
    const { url } = await start();
    const shown = async (name: string) => (await query(url, `SHOW ${name}`))[0]![0];
    assert.equal(await shown('fsync'), 'on');
    assert.equal(await shown('synchronous_commit'), 'on');
    assert.equal(await shown('server_encoding'), 'UTF8');
    assert.equal(await shown('listen_addresses'), '127.0.0.1');
    assert.equal(await shown('unix_socket_directories'), '');
    assert.deepEqual(await query(url, "SELECT lower('ÄÖÜ Σ')"), [['äöü σ']]);
  });

  it('BT9 lets nobody in without the password, which only its owner can read', async () => {
    const { url } = await start();
    const forged = new URL(url);
    forged.password = 'guessed';
    await assert.rejects(query(forged.href, 'SELECT 1'), { code: '28P01' });
    assert.equal(statSync(join(dataDir, 'postgres.password')).mode & 0o777, 0o600);
  });

  it('BT9 is gone after the stop', async () => {
    await start();
    const pid = pidOf(dataDir);
    assert.equal(isAlive(pid), true);
    await running!.stop();
    assert.equal(isAlive(pid), false);
  });

  it('BT9 stops what a killed server left running, and starts anew', async () => {
    const killed = await new TestProcess('test/boot/embedded-process.ts', { DATA_DIR: dataDir }).told();
    const pid = pidOf(dataDir);
    await killed.kill('SIGKILL');
    assert.equal(isAlive(pid), true);
    await start();
    await assertKept();
    assert.notEqual(pidOf(dataDir), pid);
    // An orphan, so init takes its pid away, when it comes to that.
    await until(() => !isAlive(pid));
  });

  it('BT9 does not outlive a process that ends without stopping it', async () => {
    const ending = new TestProcess('test/boot/embedded-process.ts', { DATA_DIR: dataDir, EXITS: 'yes' });
    await ending.told();
    const pid = pidOf(dataDir);
    assert.equal((await ending.ended).code, 1);
    await until(() => !isAlive(pid));
  });

  for (const [whose, pid] of [
    ['of a process that is gone', 2 ** 22 + 1],
    ['whose number belongs to another program by now', process.pid],
  ] as const) {
    it(`BT9 is not held up by a pid file ${whose}`, async () => {
      writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${pid}\n${dataDir}/postgres\n1\n5432\n`);
      await start();
      await assertKept();
    });
  }

  it('BT9 says so when PostgreSQL ends by itself', async () => {
    const { onLost } = await start();
    const lost = new Promise<Error>((resolve) => onLost(resolve));
    process.kill(pidOf(dataDir), 'SIGINT');
    assert.equal(
      (await lost).message,
      `The embedded PostgreSQL ended by itself. See ${join(dataDir, 'postgres.log')}.`,
    );
  });

  it('BT3 quotes what PostgreSQL says when it cannot start', async () => {
    const file = join(dataDir, 'postgres/PG_VERSION');
    writeFileSync(file, '12\n');
    await assert.rejects(start(), (error: Error) => {
      assert.match(
        error.message,
        /^The embedded PostgreSQL did not start: .*version 12.*\(whole log: .*postgres\.log\)$/,
      );
      return true;
    });
    writeFileSync(file, '18\n');
  });

  it('BT3 does not begin an empty realm beside a database whose password is lost', async () => {
    const file = join(dataDir, 'postgres.password');
    const password = readFileSync(file, 'utf8');
    rmSync(file);
    await assert.rejects(start(), {
      message: `${file} is missing. Restore it, or move ${join(dataDir, 'postgres')} away to begin a new realm.`,
    });
    writeFileSync(file, password, { mode: 0o600 });
  });

  it('BT9 begins again where a first start was interrupted', async () => {
    const fresh = join(dataDir, 'fresh');
    mkdirSync(join(fresh, 'postgres.unfinished/half'), { recursive: true });
    writeFileSync(join(fresh, 'postgres.password'), 'from-the-first-attempt', { mode: 0o600 });
    running = await startEmbedded(fresh, 5);
    assert.deepEqual(await query(running.url, 'SELECT current_database()'), [['omega_realm']]);
    assert.equal(new URL(running.url).password, 'from-the-first-attempt');
  });
});
