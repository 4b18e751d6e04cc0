import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../kit/ports.ts';
import { emptyDatabaseUrl, freshDatabaseUrl } from '../kit/postgres.ts';
import { PROJECT, TestProcess } from './process.ts';
import { suiteFolder } from './temp-dir.ts';

const SECRETS = {
  JWT_SECRET: 'j'.repeat(32),
  SERVER_SECRET: 's'.repeat(32),
  OPERATOR_PASSWORD: 'o'.repeat(12),
};

/** Runs a script that must fail: with exit code 1, nothing on standard output, and on standard error what is returned. */
async function failure(script: string, env: Record<string, string>, project = PROJECT): Promise<string> {
  const ended = new TestProcess(script, { PORT: '0', ...env }, { project });
  assert.deepEqual(await ended.ended, { code: 1, signal: null });
  assert.equal(ended.stdout, '');
  return ended.stderr;
}

describe('npm start that cannot', () => {
  const folder = suiteFolder();
  const dataDir = join(folder, 'data');
  const start = (env: Record<string, string>) => failure('src/main.ts', { DATA_DIR: dataDir, ...env });
  function changed(url: string, change: (url: URL) => void): { DATABASE_URL: string; host: string } {
    const other = new URL(url);
    change(other);
    return { DATABASE_URL: other.href, host: other.host };
  }

  it('BT3 a bad setting', async () => {
    assert.equal(
      await start({ PORT: 'harbour' }),
      'Cannot start: PORT: "harbour" is not usable, it must be a whole number from 0 to 65535.\n',
    );
  });

  it('BT3 settings that production needs', async () => {
    assert.equal(
      await start({ NODE_ENV: 'production' }),
      'Cannot start: DATABASE_URL, JWT_SECRET, SERVER_SECRET, OPERATOR_PASSWORD must be set in production. See .env.example.\n',
    );
  });

  it('BT3 a CONTENT_DIR without content', async () => {
    assert.match(
      await start({ CONTENT_DIR: dataDir }),
      /^Cannot start: The content has \d+ problems:\n {2}game\.json: /,
    );
  });

  it('BT3 a DATA_DIR that cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    assert.equal(
      await start({ DATA_DIR: file }),
      `Cannot start: DATA_DIR: ${file} is not a folder that can be written (EEXIST). Allow it, or set DATA_DIR to another folder.\n`,
    );
  });

  it('BT3 a database that does not answer', async () => {
    const port = await freePort();
    assert.equal(
      await start({ DATABASE_URL: `postgres://realm:hidden@127.0.0.1:${port}/realm` }),
      `Cannot start: Cannot use the database at 127.0.0.1:${port}: it does not answer (connect ECONNREFUSED 127.0.0.1:${port}). Start it, or check DATABASE_URL.\n`,
    );
  });

  it('BT3 a wrong database password', async () => {
    const { DATABASE_URL, host } = changed(await freshDatabaseUrl(), (url) => {
      url.password = 'wrong-one';
    });
    assert.equal(
      await start({ DATABASE_URL }),
      `Cannot start: Cannot use the database at ${host}: it refuses the user "${new URL(DATABASE_URL).username}" or the password. Check DATABASE_URL.\n`,
    );
  });

  it('BT3 a database that does not exist', async () => {
    const { DATABASE_URL, host } = changed(await freshDatabaseUrl(), (url) => {
      url.pathname = '/atlantis';
    });
    assert.equal(
      await start({ DATABASE_URL }),
      `Cannot start: Cannot use the database at ${host}: it has no database "atlantis". Create it, or check DATABASE_URL.\n`,
    );
  });

  it('BT3 a Redis that does not answer', async () => {
    const port = await freePort();
    assert.equal(
      await start({ DATABASE_URL: await freshDatabaseUrl(), REDIS_URL: `redis://:hidden@127.0.0.1:${port}` }),
      `Cannot start: Redis at 127.0.0.1:${port} does not answer. Start it, or correct or remove REDIS_URL.\n`,
    );
  });

  it('BT3 a Redis that refuses the password', async () => {
    const redis = createServer((socket) =>
      socket.on('data', () => socket.write('-WRONGPASS invalid password\r\n')),
    );
    await once(redis.listen(0, '127.0.0.1'), 'listening');
    const { port } = redis.address() as { port: number };
    try {
      assert.equal(
        await start({
          DATABASE_URL: await freshDatabaseUrl(),
          REDIS_URL: `redis://:wrong-one@127.0.0.1:${port}`,
        }),
        `Cannot start: Redis at 127.0.0.1:${port} refuses the user or the password. Correct REDIS_URL.\n`,
      );
    } finally {
      redis.close();
    }
  });

  it('BT11 a production whose database lacks migrations, until npm run migrate', async () => {
    const DATABASE_URL = await emptyDatabaseUrl();
    const production = { NODE_ENV: 'production', DATABASE_URL, ...SECRETS };
    const refused = await start(production);
    const [, names] = /^Cannot start: The database lacks (.+)\. Run: npm run migrate\n$/.exec(refused) ?? [];
    assert.ok(names, refused);

    const migrate = () => new TestProcess('src/db/migrate.ts', { DATABASE_URL });
    const first = migrate();
    assert.deepEqual(await first.ended, { code: 0, signal: null });
    assert.equal(first.stdout, `Migrated: ${names}\n`);
    const second = migrate();
    assert.deepEqual(await second.ended, { code: 0, signal: null });
    assert.equal(second.stdout, 'Nothing to migrate: the database is up to date.\n');

    const server = await new TestProcess('src/main.ts', { PORT: '0', ...production }).told();
    assert.deepEqual(await server.kill('SIGTERM'), { code: 0, signal: null });
    assert.equal(server.stderr, '');
  });

  it('BT11 a migration without a usable DATABASE_URL', async () => {
    assert.equal(
      await failure('src/db/migrate.ts', {}),
      'Cannot migrate: DATABASE_URL must be set. (The embedded database is migrated by every start.)\n',
    );
    assert.equal(
      await failure('src/db/migrate.ts', { DATABASE_URL: 'mysql://realm:hidden@localhost' }),
      'Cannot migrate: DATABASE_URL: its value is not usable, it must be a URL that starts with postgres:// or postgresql://.\n',
    );
  });

  describe('in a copy of the project', () => {
    const project = join(folder, 'copy');
    before(() => {
      for (const part of ['src', 'rooms', 'schema', 'content', 'package.json']) {
        cpSync(join(PROJECT, part), join(project, part), { recursive: true });
      }
      symlinkSync(join(PROJECT, 'node_modules'), join(project, 'node_modules'));
    });

    it('BT3 content with problems: one line for each', async () => {
      const file = join(project, 'content/game.json');
      const sound = readFileSync(file, 'utf8');
      writeFileSync(file, JSON.stringify({ ...JSON.parse(sound), startingPlace: 'atlantis' }));
      assert.equal(
        await failure('src/main.ts', { DATA_DIR: dataDir }, project),
        'Cannot start: The content has 1 problem:\n  game.json: startingPlace: no such place "atlantis"\n',
      );
      writeFileSync(file, sound);
    });

    it('BT6 reads .env in the root of the project, over which the environment wins', async () => {
      writeFileSync(join(project, '.env'), 'SHUTDOWN_SECONDS=never\nREQUESTS_PER_MINUTE=crowd\n');
      assert.equal(
        await failure('src/main.ts', { DATA_DIR: dataDir, REQUESTS_PER_MINUTE: '10' }, project),
        'Cannot start: SHUTDOWN_SECONDS: "never" is not usable, it must be a whole number from 1 to 600.\n',
      );
    });
  });
});
