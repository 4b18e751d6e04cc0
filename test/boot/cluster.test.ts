import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureClient } from '../../src/boot/client-build.ts';
import { freePort } from '../kit/ports.ts';
import { itNeeds } from '../kit/programs.ts';
import { PROJECT, TestProcess } from './process.ts';
import { suiteFolder } from './temp-dir.ts';

describe('npm run cluster', function () {
  this.timeout(60_000);
  const folder = suiteFolder();
  let cluster: TestProcess | undefined;

  before(async () => {
    await ensureClient(PROJECT);
  });
  afterEach(async () => {
    await cluster?.kill('SIGTERM');
    cluster = undefined;
  });

  function start(port: number, env: Record<string, string> = {}): TestProcess {
    cluster = new TestProcess('src/boot/cluster.ts', {
      PORT: String(port),
      CLUSTER_PROCESSES: '2',
      CLUSTER_HOST: '127.0.0.1',
      DATA_DIR: join(folder, 'data'),
      ...env,
    });
    return cluster;
  }

  itNeeds(['redis-server'], 'CU18 one realm of two processes, from nothing, and its end', async () => {
    const port = await freePort(2);
    const { pid, stdout, stderr, ended } = await start(port).told();
    assert.ok(pid > 0);
    assert.equal(stderr, '');
    assert.match(stdout, /\n {2}Play {7}http:\/\/127\.0\.0\.1:\d+\n {13}http:\/\/127\.0\.0\.1:\d+\n/);
    assert.match(stdout, /\n {2}Processes {2}2, joined through a Redis of their own\n/);
    assert.equal(stdout.match(/is ready/g)?.length, 1, 'one screen for all');

    const [first, second] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`];
    const registration = { name: 'Keeper', password: 'a long enough password' };
    assert.equal((await post(`${first}/api/v1/auth/register`, registration)).status, 201);
    const login = await post(`${second}/api/v1/auth/login`, { ...registration, device: 'test' });
    assert.equal(login.status, 200);

    cluster!.child.kill('SIGTERM');
    assert.deepEqual(await ended, { code: 0, signal: null });
    assert.equal(cluster!.stderr, '');
    for (const origin of [first, second]) await assert.rejects(fetch(`${origin}/health/live`));
  });

  it('CU18 says what to do when there is no redis-server', async () => {
    const server = start(await freePort(2), { PATH: folder });
    assert.deepEqual(await server.ended, { code: 1, signal: null });
    assert.equal(
      server.stderr,
      'Cannot start: There is no redis-server on this machine. Install it, or set REDIS_URL to another one.\n',
    );
  });

  it('CU18 refuses a port that is taken before it starts anything', async () => {
    const port = await freePort(2);
    const other = createServer().listen(port + 1);
    await once(other, 'listening');
    const server = start(port);
    assert.deepEqual(await server.ended, { code: 1, signal: null });
    assert.match(server.stderr, new RegExp(`^Cannot start: Port ${port + 1} is taken by another program\\.`));
    other.close();
  });
});

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
