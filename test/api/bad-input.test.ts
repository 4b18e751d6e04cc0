import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { ErrorCode } from '../../src/errors.ts';
import { type Answer, PASSWORD, TestApp } from '../kit/test-app.ts';

const GOOD = { name: 'newcomer', password: PASSWORD };

describe('api: bad input', () => {
  let app: TestApp;
  let token: string;

  before(async () => {
    app = await TestApp.start();
    token = (await app.login('mira')).accessToken;
  });
  after(() => app.stop());

  /** Nothing was stored, and the next request works. */
  async function assertUnharmed(): Promise<void> {
    assert.equal(await app.services.accountStore.findAccountByName(GOOD.name), null);
    assert.deepEqual((await app.call('GET', '/characters', { token })).data, []);
  }

  async function register(
    code: ErrorCode,
    raw: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await app.refused('POST', '/auth/register', code, { raw, headers });
    await assertUnharmed();
    return answer;
  }

  function paths({ error }: Answer): string[] {
    return (error!.details as { path: string }[]).map(({ path }) => path);
  }

  describe('AP2 fields', () => {
    const cases: [string, unknown, string[]][] = [
      ['nothing', {}, ['body.name', 'body.password']],
      ['a missing field', { name: 'newcomer' }, ['body.password']],
      ['a wrong type', { ...GOOD, name: 5 }, ['body.name']],
      ['null', { ...GOOD, name: null }, ['body.name']],
      ['an object for a string', { ...GOOD, name: { $ne: '' } }, ['body.name']],
      ['an array for a string', { ...GOOD, name: ['newcomer'] }, ['body.name']],
      ['a field that is not known', { ...GOOD, admin: true }, ['body']],
      ['a name too short', { ...GOOD, name: 'ab' }, ['body.name']],
      ['a name too long', { ...GOOD, name: 'a'.repeat(33) }, ['body.name']],
      ['a name with a space', { ...GOOD, name: 'new comer' }, ['body.name']],
      ['a name with a NUL', { ...GOOD, name: 'new\0comer' }, ['body.name']],
      ['a password too short', { ...GOOD, password: 'short' }, ['body.password']],
      ['a password too long', { ...GOOD, password: 'a'.repeat(201) }, ['body.password']],
      ['an array', [GOOD], ['body']],
      ['a string', 'newcomer', ['body']],
      ['a number', 5, ['body']],
      ['null alone', null, ['body']],
    ];
    for (const [title, body, expected] of cases) {
      it(`AP2 registering with ${title} names ${expected.join(' and ')}`, async () => {
        const answer = await register('invalid_request', JSON.stringify(body));
        assert.deepEqual(paths(answer), expected);
      });
    }

    it('AP2 a device with control characters or too long is refused at login', async () => {
      for (const device of ['a\0b', 'a\nb', '', 'x'.repeat(101)]) {
        const answer = await app.refused('POST', '/auth/login', 'invalid_request', {
          body: { ...GOOD, device },
        });
        assert.deepEqual(paths(answer), ['body.device']);
      }
    });

    it('AP2 names of characters have their own rules', async () => {
      for (const name of ['A', ' Iria', 'Iria ', 'Iria  Vale', 'x'.repeat(21), 'Iria\0', '<b>Iria</b>', 7]) {
        const answer = await app.refused('POST', '/characters', 'invalid_request', {
          token,
          body: { name, classId: 'ranger' },
        });
        assert.deepEqual(paths(answer), ['body.name']);
      }
      await assertUnharmed();
    });

    it('AP2 ids in the path must have the form of ids', async () => {
      const answer = await app.refused('GET', '/characters/1%27%20OR%201=1', 'invalid_request', { token });
      assert.deepEqual(paths(answer), ['path.characterId']);
      await app.refused('DELETE', '/auth/sessions/1', 'invalid_request', { token });
      await app.refused('GET', '/content/classes/..%2f..%2fetc', 'invalid_request');
      await app.refused('GET', '/characters/%E0%A4%A', 'invalid_request', { token });
    });

    it('AP2 a query that no route asks for is refused', async () => {
      const answer = await app.refused('GET', '/characters?account=other', 'invalid_request', { token });
      assert.deepEqual(paths(answer), ['query']);
      await app.refused('GET', '/characters?__proto__=1', 'invalid_request', { token });
    });

    it('AP2 answers never repeat what was sent', async () => {
      const secret = 'Zq7-s3cret-value';
      for (const body of [
        { name: secret.repeat(3), password: PASSWORD },
        { name: 'newcomer', password: secret.repeat(20) },
        { name: 'newcomer', password: { [secret]: secret } },
        { ...GOOD, [secret]: secret },
      ]) {
        const answer = await register('invalid_request', JSON.stringify(body));
        assert.ok(!answer.text.includes(secret), answer.text);
      }
    });
  });

  describe('AP3 bodies', () => {
    it('AP3 what is not JSON is invalid_json', async () => {
      const almost = [
        '{',
        '{"name":"newcomer"',
        "{'name':'newcomer'}",
        'name=newcomer',
        '{"a":1,}',
        '\0',
        '<xml/>',
      ];
      const numbers = [
        '{"name":NaN}',
        '{"name":Infinity}',
        '{"name":-Infinity}',
        'NaN',
        '{"name":undefined}',
      ];
      for (const raw of [...almost, ...numbers]) {
        const answer = await register('invalid_json', raw);
        assert.equal(answer.error!.details, null);
      }
    });

    it('AP3 numbers beyond the largest do not pass as strings or crash anything', async () => {
      await register('invalid_request', '{"name":1e999,"password":-1e999}');
    });

    it('AP3 no body at all is invalid_request and says what to send', async () => {
      const { error } = await app.refused('POST', '/auth/register', 'invalid_request');
      assert.equal(error!.message, 'Send the body as application/json.');
    });

    it('AP3 a body over 16 KB is too large, compressed or not', async () => {
      const large = JSON.stringify({ ...GOOD, padding: 'x'.repeat(16 * 1024) });
      await register('body_too_large', large);
      const response = await app.fetch('/api/v1/auth/register', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(JSON.stringify({ ...GOOD, padding: 'x'.repeat(10_000_000) })),
      });
      assert.equal(response.status, 413);
      assert.equal((await response.json()).error.code, 'body_too_large');
      await assertUnharmed();
    });

    it('AP3 a body just below 16 KB is read', async () => {
      await register('invalid_request', JSON.stringify({ ...GOOD, padding: 'x'.repeat(16 * 1024 - 100) }));
    });

    it('AP3 deep nesting is refused, not followed', async () => {
      await register('invalid_request', '['.repeat(8000) + ']'.repeat(8000));
    });

    it('AP3 other content types, charsets and broken compression are invalid_request', async () => {
      const good = JSON.stringify(GOOD);
      await register('invalid_request', 'name=newcomer', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      await register('invalid_request', good, { 'content-type': 'text/plain' });
      await register('invalid_request', good, { 'content-type': 'application/json; charset=klingon' });
      await register('invalid_request', good, { 'content-encoding': 'zstd-or-what' });
      await register('invalid_request', good, { 'content-encoding': 'gzip' });
    });
  });

  describe('AP4 names of prototypes', () => {
    const bodies = [
      '{"name":"newcomer","password":"correct horse battery","__proto__":{"polluted":true}}',
      '{"name":"newcomer","password":"correct horse battery","constructor":{"prototype":{"polluted":true}}}',
      '{"__proto__":{"name":"newcomer","password":"correct horse battery"}}',
      '{"name":{"__proto__":{"polluted":true}},"password":"correct horse battery"}',
      '{"name":"__proto__","password":"correct","toString":"x"}',
    ];
    for (const raw of bodies) {
      it(`AP4 ${raw.slice(0, 90)} is refused and pollutes nothing`, async () => {
        await register('invalid_request', raw);
        assert.equal(({} as { polluted?: unknown }).polluted, undefined);
      });
    }
  });
});
