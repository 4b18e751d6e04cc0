import assert from 'node:assert/strict';
import { LIVE_ENDPOINT, READY_ENDPOINT } from '../../src/api/health-routes.ts';
import { METRICS_ENDPOINT } from '../../src/api/metrics-routes.ts';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';
import { TestApp } from '../kit/test-app.ts';
import { assertDeclared } from './declared.ts';

const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });
const OPERATOR = basic('operator', TEST_ENVIRONMENT.OPERATOR_PASSWORD);

describe('api: health and metrics', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  it('OP1 a process that answers is live, whatever its database does', async () => {
    app.services.health.addCheck('database', () => Promise.reject(new Error('away')));
    const response = await app.fetch('/health/live');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { live: true });
  });

  it('OP1 ready names every check; 503 when one fails, without its error', async () => {
    app.services.health.addCheck('matchmaker', async () => {});
    const good = await app.fetch('/health/ready');
    assert.equal(good.status, 200);
    assert.equal(good.headers.get('cache-control'), 'no-store');
    const { ready, checks } = await good.json();
    assert.equal(ready, true);
    assert.deepEqual(Object.keys(checks), ['matchmaker', 'accepting']);
    app.services.health.addCheck('database', () => Promise.reject(new Error('password of postgres@db')));
    const bad = await app.fetch('/health/ready');
    assert.equal(bad.status, 503);
    const text = await bad.text();
    assert.equal(JSON.parse(text).checks.database.reason, 'failed');
    assert.ok(!text.includes('postgres@db'));
  });

  it('OP3 a process that drains is live but not ready', async () => {
    app.services.health.startDraining();
    const ready = await app.fetch('/health/ready');
    assert.equal(ready.status, 503);
    assert.deepEqual((await ready.json()).checks.accepting, { ok: false, ms: 0, reason: 'draining' });
    assert.equal((await app.fetch('/health/live')).status, 200);
  });

  it('AP16 what health and metrics answer is what they declare', async () => {
    const answer = async (path: string, headers: Record<string, string> = {}) => {
      const response = await app.fetch(path, { headers });
      return { status: response.status, body: await response.json() };
    };
    assertDeclared(LIVE_ENDPOINT, await answer('/health/live'));
    assertDeclared(READY_ENDPOINT, await answer('/health/ready'));
    app.services.health.addCheck('database', () => Promise.reject(new Error('away')));
    const notReady = await answer('/health/ready');
    assert.equal(notReady.status, 503);
    assertDeclared(READY_ENDPOINT, notReady);
    assertDeclared(METRICS_ENDPOINT, await answer('/metrics'));
    for (let i = 0; i < 11; i++) {
      assertDeclared(METRICS_ENDPOINT, await answer('/metrics', basic('operator', 'wrong')));
    }
    assert.equal((await answer('/metrics', OPERATOR)).status, 429);
  });

  it('OP4 metrics are for the operator and for other servers', async () => {
    const allowed: Record<string, string>[] = [
      OPERATOR,
      { 'x-server-secret': TEST_ENVIRONMENT.SERVER_SECRET },
    ];
    for (const headers of allowed) {
      const response = await app.fetch('/metrics', { headers });
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    }
    const refused: Record<string, string>[] = [
      {},
      basic('operator', 'wrong'),
      basic('admin', TEST_ENVIRONMENT.OPERATOR_PASSWORD),
      { authorization: `Bearer ${TEST_ENVIRONMENT.OPERATOR_PASSWORD}` },
      { 'x-server-secret': 'wrong' },
      { 'x-server-secret': '' },
    ];
    for (const headers of refused) {
      const response = await app.fetch('/metrics', { headers });
      assert.equal(response.status, 401, JSON.stringify(headers));
      assert.equal(response.headers.get('www-authenticate'), 'Basic realm="operator", charset="UTF-8"');
      assert.doesNotMatch(await response.text(), /process_cpu/);
    }
  });

  it('OP4 scraping without a password does not count as a wrong one', async () => {
    for (let i = 0; i < 12; i++) assert.equal((await app.fetch('/metrics')).status, 401);
    assert.equal((await app.fetch('/metrics', { headers: OPERATOR })).status, 200);
  });

  it("OP4 in development one's own machine needs no password, but a proxy on it does", async () => {
    const development = await TestApp.start({ NODE_ENV: 'development' });
    assert.equal((await development.fetch('/metrics')).status, 200);
    const proxied = await development.fetch('/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } });
    assert.equal(proxied.status, 401);
    await development.stop();
  });

  it('OP5 requests are counted by method, pattern and status, never by URL', async () => {
    const { accessToken } = await app.login('mira');
    const token = accessToken;
    await app.call('GET', '/characters/0c8c8d9c-5e0e-4f6a-9d5e-0d6f6a3f1b11', { token });
    await app.call('GET', '/content/classes/ranger');
    await app.fetch('/some/page');
    await app.fetch('/api/v1/nothing');
    const text = await (await app.fetch('/metrics', { headers: OPERATOR })).text();
    const counts = [...text.matchAll(/^http_request_duration_seconds_count\{(.*)\} (\d+)$/gm)].map(
      (match) => `${match[1]} ${match[2]}`,
    );
    assert.deepEqual(counts.sort(), [
      'method="GET",route="/api/v1/characters/:characterId",status="404" 1',
      'method="GET",route="/api/v1/content/classes/:id",status="200" 1',
      'method="GET",route="other",status="404" 2',
      'method="POST",route="/api/v1/auth/login",status="200" 1',
      'method="POST",route="/api/v1/auth/register",status="201" 1',
    ]);
  });

  it("OP5 the caller's spelling of an address makes no new label, and every page of the monitor has its own", async () => {
    for (const path of [
      '/MONITOR/login',
      '/Monitor/login',
      '/API/v1/content/classes',
      '/api/V1/content/classes',
    ]) {
      await app.fetch(path);
    }
    for (const path of [
      'login',
      'LOGIN',
      'login/',
      '',
      'index.html',
      'assets/a.js',
      'assets/b.js',
      'api',
      'api/room',
    ]) {
      await app.fetch(`/monitor/${path}`);
    }
    const text = await (await app.fetch('/metrics', { headers: OPERATOR })).text();
    const counts = [
      ...text.matchAll(/_seconds_count\{method="GET",route="(.*)",status="\d+"\} (\d+)$/gm),
    ].map((match) => `${match[1]} ${match[2]}`);
    assert.deepEqual(counts.sort(), [
      '/api/v1/content/classes 2',
      '/monitor/ 1',
      '/monitor/api 1',
      '/monitor/api/room 1',
      '/monitor/assets/:file 2',
      '/monitor/index.html 1',
      '/monitor/login 5',
    ]);
  });
});
