import assert from 'node:assert/strict';
import { GameError } from '../../src/errors.ts';
import { PASSWORD, TestApp } from '../kit/test-app.ts';

describe('api: every request', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start({ CORS_ORIGINS: 'https://play.example.com' });
  });
  afterEach(() => app.stop());

  it('AP1 the envelope is exactly this', async () => {
    const good = JSON.parse((await app.call('GET', '/content/systems/sol')).text);
    assert.deepEqual(Object.keys(good), ['success', 'data', 'error', 'timestamp']);
    assert.equal(good.success, true);
    assert.equal(good.error, null);
    assert.match(good.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const bad = JSON.parse((await app.call('GET', '/characters')).text);
    const { timestamp, ...rest } = bad;
    assert.deepEqual(rest, {
      success: false,
      data: null,
      error: {
        code: 'unauthenticated',
        message: 'This needs a valid access token. Log in first.',
        details: null,
      },
    });
    assert.match(timestamp, /Z$/);
  });

  it('AP7 only fields that the response declares leave the server', async () => {
    const { accessToken } = await app.login('mira');
    const list = app.services.accounts.listSessions;
    app.services.accounts.listSessions = async (accountId) =>
      (await list(accountId)).map((session) => ({ ...session, refreshTokenHash: 'a hash' }));
    const answer = await app.call('GET', '/auth/sessions', { token: accessToken });
    assert.deepEqual(Object.keys(answer.data[0]).sort(), [
      'createdAt',
      'current',
      'device',
      'expiresAt',
      'id',
      'lastUsedAt',
    ]);
  });

  it('AP13 a fault of ours is answered as internal, and logged with the id that the caller has', async () => {
    app.services.accounts.register = async () => {
      throw new TypeError('the disk caught fire at /srv/secret/path');
    };
    const answer = await app.refused('POST', '/auth/register', 'internal', {
      body: { name: 'mira', password: PASSWORD },
    });
    assert.deepEqual(answer.error, {
      code: 'internal',
      message: 'Something went wrong on our side.',
      details: null,
    });
    const id = answer.headers.get('x-request-id');
    assert.match(id ?? '', /^[0-9a-f-]{36}$/);
    const entry = app.services.logLines.map((line) => JSON.parse(line)).find((line) => line.req?.id === id);
    assert.equal(entry.level, 50);
    assert.equal(entry.res.statusCode, 500);
    assert.match(entry.err.stack, /the disk caught fire/);
  });

  it('AP13 a store that is away is answered 503 with Retry-After', async () => {
    app.services.accounts.login = async () => {
      throw new GameError('unavailable', { retryAfterSec: 1.2 });
    };
    const answer = await app.refused('POST', '/auth/login', 'unavailable', {
      body: { name: 'mira', password: PASSWORD },
    });
    assert.equal(answer.headers.get('retry-after'), '2');
  });

  it('AP13 each request is logged once, with its URL and without headers or body', async () => {
    await app.login('mira');
    const entries = app.services.logLines.map((line) => JSON.parse(line)).filter((line) => line.req);
    assert.deepEqual(
      entries.map(({ req, res }) => [req.method, req.url, req.address, res.statusCode]),
      [
        ['POST', '/api/v1/auth/register', '127.0.0.1', 201],
        ['POST', '/api/v1/auth/login', '127.0.0.1', 200],
      ],
    );
    assert.deepEqual(Object.keys(entries[0].req).sort(), ['address', 'id', 'method', 'url']);
    assert.ok(!app.services.logLines.join('').includes(PASSWORD));
  });

  it('AP14 one address gets so many requests a minute; then 429 with Retry-After', async () => {
    const strict = await TestApp.start({ REQUESTS_PER_MINUTE: '3' });
    for (let i = 0; i < 3; i++) assert.equal((await strict.call('GET', '/content/classes')).status, 200);
    const { headers } = await strict.refused('GET', '/content/classes', 'rate_limited');
    assert.match(headers.get('retry-after') ?? '', /^(60|5\d)$/);
    assert.equal((await strict.fetch('/health/live')).status, 200);
    await strict.stop();
  });

  it('AP14 addresses of one IPv6 network count as one', async () => {
    const strict = await TestApp.start({ REQUESTS_PER_MINUTE: '1', TRUSTED_PROXIES: '1' });
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    assert.equal((await strict.call('GET', '/content/classes', from('2001:db8::1'))).status, 200);
    await strict.refused('GET', '/content/classes', 'rate_limited', from('2001:db8::2'));
    assert.equal((await strict.call('GET', '/content/classes', from('2001:db8:0:1::1'))).status, 200);
    await strict.stop();
  });

  it('AP23 X-Forwarded-For is not believed without a trusted proxy', async () => {
    const strict = await TestApp.start({ REQUESTS_PER_MINUTE: '1' });
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    assert.equal((await strict.call('GET', '/content/classes', from('192.0.2.1'))).status, 200);
    await strict.refused('GET', '/content/classes', 'rate_limited', from('192.0.2.2'));
    await strict.stop();
  });

  it('AP15 unknown addresses and methods under /api are not_found in the envelope', async () => {
    await app.refused('GET', '/nothing', 'not_found');
    await app.refused('DELETE', '/auth/login', 'not_found');
    await app.refused('POST', '/content/classes', 'not_found', { body: {} });
    const outside = await app.fetch('/api');
    assert.equal(outside.status, 404);
    assert.equal((await outside.json()).error.code, 'not_found');
  });

  it('AP18 every kind of answer has the security headers, and no policy allows eval or other sites', async () => {
    for (const path of [
      '/api/v1/content/classes',
      '/api/v1/nothing',
      '/nothing',
      '/monitor/login',
      '/api/docs/',
    ]) {
      const { headers } = await app.fetch(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('x-frame-options'), 'DENY', path);
      assert.equal(headers.get('referrer-policy'), 'same-origin', path);
      assert.equal(headers.get('x-powered-by'), null, path);
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /(^|;)default-src 'self'(;|$)/, path);
      assert.match(policy, /(^|;)script-src 'self'(;|$)/, path);
      assert.match(policy, /(^|;)frame-ancestors 'none'(;|$)/, path);
      assert.doesNotMatch(policy, /unsafe-eval|https?:|\*/, path);
    }
  });

  it('AP18 answers are compressed for who wants it', async () => {
    const { headers } = await app.fetch('/api/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(headers.get('content-encoding'), 'gzip');
  });

  it('AP18 the script of the readable document is not compressed anew at each request', async () => {
    const { headers } = await app.plainRequest('HEAD', '/api/docs/swagger-ui-bundle.js', {
      'accept-encoding': 'gzip',
    });
    assert.equal(headers['cache-control'], 'public, max-age=3600, no-transform');
    const response = await app.fetch('/api/docs/swagger-ui-bundle.js', {
      headers: { 'accept-encoding': 'gzip' },
    });
    assert.equal(response.headers.get('content-encoding'), null);
    await response.body?.cancel();
  });

  describe('AP19 other sites', () => {
    const preflight = (origin: string) =>
      app.fetch('/api/v1/characters', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });

    it('AP19 a listed origin may call, and its preflight is cached', async () => {
      const response = await preflight('https://play.example.com');
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('access-control-allow-origin'), 'https://play.example.com');
      assert.match(response.headers.get('access-control-allow-headers') ?? '', /Authorization, Content-Type/);
      assert.equal(response.headers.get('access-control-max-age'), '600');
      const answer = await app.call('GET', '/content/classes', {
        headers: { origin: 'https://play.example.com' },
      });
      assert.equal(answer.headers.get('access-control-allow-origin'), 'https://play.example.com');
      assert.match(answer.headers.get('vary') ?? '', /Origin/);
    });

    it('AP19 others may not, however alike', async () => {
      for (const origin of [
        'https://evil.example.com',
        'http://play.example.com',
        'https://play.example.com:8443',
        'https://play.example.com.evil.org',
        'null',
      ]) {
        const response = await preflight(origin);
        assert.equal(response.status, 404, origin);
        assert.equal(response.headers.get('access-control-allow-origin'), null, origin);
        const answer = await app.call('GET', '/content/classes', { headers: { origin } });
        assert.equal(answer.headers.get('access-control-allow-origin'), null, origin);
      }
    });

    it('AP19 nobody may call the monitor or read the metrics from another site', async () => {
      for (const path of ['/monitor/login', '/metrics', '/health/ready']) {
        const { headers } = await app.fetch(path, { headers: { origin: 'https://play.example.com' } });
        assert.equal(headers.get('access-control-allow-origin'), null, path);
      }
    });
  });
});
