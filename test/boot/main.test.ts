import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureClient } from '../../src/boot/client-build.ts';
import { freePort } from '../kit/ports.ts';
import { isAlive, PROJECT, TestProcess, until } from './process.ts';
import { suiteFolder } from './temp-dir.ts';

const READY_AGAIN_WITHIN_MS = 5_000;

describe('npm start', function () {
  this.timeout(30_000);
  const folder = suiteFolder();
  const dataDir = join(folder, 'data');
  let port: number;
  const running: TestProcess[] = [];

  function start(env: Record<string, string> = {}, detached = false): TestProcess {
    const server = new TestProcess(
      'src/main.ts',
      { DATA_DIR: dataDir, PORT: String(port), ...env },
      { detached },
    );
    running.push(server);
    return server;
  }
  const postgresPid = () =>
    Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
  const api = (path: string, body: unknown) =>
    fetch(`http://127.0.0.1:${port}/api/v1/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const login = () => api('login', { name: 'Keeper', password: 'a long enough password', device: 'test' });

  before(async function () {
    this.timeout(60_000);
    await ensureClient(PROJECT);
    port = await freePort();
  });
  afterEach(async () => {
    for (const server of running.splice(0)) if (isAlive(server.pid)) await server.kill('SIGKILL');
  });

  it('BT1 a first start is ready with nothing prepared, and shows one screen without noise', async () => {
    const server = await start().told();
    assert.match(
      server.stdout,
      new RegExp(`^\n  Omega Realm .* is ready \\(development\\)\n\n  Play +http://localhost:${port}\n`),
    );
    assert.equal(server.stderr, '');
    const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'));
    assert.ok(
      server.stdout.includes(
        `user operator, password ${secrets.OPERATOR_PASSWORD} (kept in ${dataDir}/secrets.json)`,
      ),
    );
    assert.ok(!server.stdout.includes(secrets.JWT_SECRET));
    assert.equal((await fetch(`http://127.0.0.1:${port}/health/ready`)).status, 200);
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);

    assert.equal((await api('register', { name: 'Keeper', password: 'a long enough password' })).status, 201);
    assert.deepEqual(await server.kill('SIGTERM'), { code: 0, signal: null });
    assert.equal(server.stderr, '');
  });

  it('BT1 a second start is ready within 5 s and knows the accounts of the first', async () => {
    const begin = performance.now();
    const server = await start().told();
    const took = performance.now() - begin;
    assert.ok(took < READY_AGAIN_WITHIN_MS, `took ${Math.round(took)} ms`);
    assert.equal((await login()).status, 200);
    await server.kill('SIGTERM');
  });

  it('BT7 Ctrl-C, which a terminal sends to the whole process group, ends with 0, and the database last', async () => {
    const server = await start({ LOG_LEVEL: 'error' }, true).told();
    const pid = postgresPid();
    process.kill(-server.pid, 'SIGINT');
    assert.deepEqual(await server.ended, { code: 0, signal: null });
    assert.equal(server.stderr, '');
    assert.ok(!isAlive(pid));
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    assert.match(log, /database system is shut down\n*$/);
    assert.doesNotMatch(log, /terminating connection/);
  });

  it('BT9 a killed server starts again, and knows what it knew', async () => {
    const killed = await start().told();
    const pid = postgresPid();
    await killed.kill('SIGKILL');
    assert.ok(isAlive(pid));
    const server = await start().told();
    await until(() => !isAlive(pid));
    assert.equal((await login()).status, 200);
    await server.kill('SIGTERM');
  });

  it('BT8 stops in order with 1 when the embedded database ends by itself', async () => {
    const server = await start().told();
    process.kill(postgresPid(), 'SIGINT');
    assert.deepEqual(await server.ended, { code: 1, signal: null });
    assert.match(server.stdout, /The embedded PostgreSQL ended by itself\. See /);
  });

  it('BT3 two servers do not share a data directory', async () => {
    const server = await start().told();
    const second = start({ PORT: String(await freePort()) });
    assert.deepEqual(await second.ended, { code: 1, signal: null });
    assert.equal(
      second.stderr,
      `Cannot start: Another server is using the data directory ${dataDir}. Stop it, or set DATA_DIR to another folder.\n`,
    );
    assert.equal((await login()).status, 200);

    const third = start({ DATA_DIR: join(folder, 'other') });
    assert.deepEqual(await third.ended, { code: 1, signal: null });
    assert.equal(
      third.stderr,
      `Cannot start: Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start\n`,
    );
    await server.kill('SIGTERM');
  });

  it('BT7 a signal during the first start ends it in order, and the next one carries on', async () => {
    const interrupted = join(folder, 'interrupted');
    const server = start({ DATA_DIR: interrupted });
    await until(() => existsSync(join(interrupted, 'postgres.unfinished')));
    assert.deepEqual(await server.kill('SIGTERM'), { code: 0, signal: null });
    assert.deepEqual([server.stdout, server.stderr], ['', '']);
    assert.ok(!existsSync(join(interrupted, 'postgres/postmaster.pid')));

    const next = await start({ DATA_DIR: interrupted }).told();
    assert.deepEqual(await next.kill('SIGTERM'), { code: 0, signal: null });
  });
});
