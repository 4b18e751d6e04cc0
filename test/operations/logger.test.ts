import assert from 'node:assert/strict';
import type { Logger } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { makeLogger } from '../../src/operations/logger.ts';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';

const DATABASE_URL = 'postgres://omega:Db-Pass-77@db.internal/realm';

describe('operations: logger', () => {
  /** What is written when `write` logs. */
  function logged(write: (log: Logger) => void, env: Record<string, string> = {}): string {
    const config = loadConfig({ ...TEST_ENVIRONMENT, DATABASE_URL, LOG_LEVEL: 'trace', ...env });
    let text = '';
    const log = makeLogger(config, {
      write: (line) => {
        text += line;
      },
    });
    write(log);
    return text;
  }

  const SECRET = 'Zq7s3cret-of-20-chars';
  const secretFields = [
    'password',
    'passwordHash',
    'accessToken',
    'refreshToken',
    'reconnectionToken',
    'token',
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'x-server-secret',
    'X-Server-Secret',
    'OPERATOR_PASSWORD',
    'JWT_SECRET',
    'DATABASE_URL',
  ];

  for (const field of secretFields) {
    it(`OP6 "${field}" is removed wherever it stands`, () => {
      const places: ((log: Logger) => void)[] = [
        (log) => log.info({ [field]: SECRET }),
        (log) => log.info({ [field]: [SECRET, `${SECRET}2`] }),
        (log) => log.info({ [field]: `a"quoted\\${SECRET}` }),
        (log) => log.info({ [field]: [`a=1; path=[x]; "b"`, SECRET] }),
        (log) => log.info({ [field]: { first: 'a}', second: SECRET } }),
        (log) => log.info({ body: JSON.stringify({ [field]: ['a]', SECRET] }, null, 2) }),
        (log) => log.info({ body: JSON.stringify({ [field]: `\\a"b\\"c\n${SECRET}\\` }) }),
        (log) => log.info({ body: JSON.stringify({ body: JSON.stringify({ [field]: `a"\\${SECRET}` }) }) }),
        (log) => log.info({ body: JSON.stringify({ body: JSON.stringify({ [field]: SECRET }) }) }),
        (log) => log.info({ a: { b: { c: { d: [{ [field]: SECRET }] } } } }),
        (log) => log.child({ [field]: SECRET }).info('child'),
        (log) => log.info({ body: JSON.stringify({ x: 1, [field]: SECRET }) }),
        (log) => log.error(new Error(`bad body ${JSON.stringify({ [field]: SECRET })}`)),
      ];
      for (const [index, write] of places.entries()) {
        const text = logged(write);
        assert.ok(!text.includes(SECRET), `${index}: ${text}`);
        assert.ok(text.includes('[redacted]'), `${index}: ${text}`);
        JSON.parse(text);
      }
    });
  }

  it('OP6 secrets in query strings, headers within text and URLs are removed; the rest of the line stays', () => {
    const text = logged((log) =>
      log.info(
        { req: { url: `/hub/room?_authToken=${SECRET}&sessionId=seat1&reconnectionToken=${SECRET}` } },
        `Bearer ${SECRET} and redis://:${SECRET}@cache:6379/0`,
      ),
    );
    assert.ok(!text.includes(SECRET), text);
    const line = JSON.parse(text);
    assert.equal(
      line.req.url,
      '/hub/room?_authToken=[redacted]&sessionId=seat1&reconnectionToken=[redacted]',
    );
    assert.equal(line.msg, 'Bearer [redacted] and redis://[redacted]@cache:6379/0');
  });

  it("OP6 the configuration's own secrets are removed as plain values", () => {
    const { JWT_SECRET, SERVER_SECRET, OPERATOR_PASSWORD } = TEST_ENVIRONMENT;
    for (const value of [JWT_SECRET, SERVER_SECRET, OPERATOR_PASSWORD, DATABASE_URL]) {
      const text = logged((log) => log.warn({ what: `it was ${value}!` }, `and ${value}`));
      assert.ok(!text.includes(value), text);
    }
    assert.ok(
      !logged((log) => log.error(new Error(`cannot connect to ${DATABASE_URL}`))).includes('Db-Pass-77'),
    );
  });

  it('OP6 a line made to be slow is not', () => {
    const hostile = ['\\', '"password', '{"cookie":{', '?token=', '://a:', 'Bearer ', '"token":["'];
    for (const part of hostile) {
      const startedAt = performance.now();
      logged((log) => log.info({ url: part.repeat(200_000 / part.length) }));
      const ms = performance.now() - startedAt;
      // Quadratic patterns took seconds.
      assert.ok(ms < 1000, `${part}: ${ms} ms`);
    }
  });

  it('OP6 what is no secret is not touched', () => {
    const entry = {
      tokens: 3,
      name: 'password',
      list: ['a'],
      passwordLength: 12,
      text: 'a "quoted" word',
      auth: 'Basic auth',
    };
    const { level, time, pid, hostname, ...rest } = JSON.parse(logged((log) => log.info(entry)));
    assert.deepEqual(rest, entry);
  });

  it('OP6 the level is LOG_LEVEL; unset: info in production, warn elsewhere', () => {
    const all = (log: Logger) => {
      log.debug('debug');
      log.info('info');
      log.warn('warn');
    };
    const messages = (env: Record<string, string>) =>
      logged(all, env)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).msg);
    assert.deepEqual(messages({ LOG_LEVEL: 'debug' }), ['debug', 'info', 'warn']);
    assert.deepEqual(messages({ LOG_LEVEL: '' }), ['warn']);
    assert.deepEqual(messages({ LOG_LEVEL: '', NODE_ENV: 'production' }), ['info', 'warn']);
  });
});
