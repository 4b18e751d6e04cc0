import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { makeAccessTokens } from '../../src/accounts/access-tokens.ts';
import { PASSWORD, TestApp } from '../kit/test-app.ts';

describe('api: auth', () => {
  let app: TestApp;

  before(async () => {
    app = await TestApp.start();
  });
  after(() => app.stop());

  describe('register and log in', () => {
    it('AP8 a free and a taken name are answered alike, and the first password stays', async () => {
      const first = await app.call('POST', '/auth/register', { body: { name: 'mira', password: PASSWORD } });
      const second = await app.call('POST', '/auth/register', {
        body: { name: 'MIRA', password: 'another one' },
      });
      assert.equal(first.status, 201);
      assert.deepEqual(first.data, { accepted: true });
      assert.equal(second.status, 201);
      assert.deepEqual(second.data, first.data);
      await app.refused('POST', '/auth/login', 'invalid_credentials', {
        body: { name: 'mira', password: 'another one' },
      });
    });

    it('AP8 an unknown name and a wrong password are answered alike', async () => {
      await app.login('nadia');
      const wrong = await app.refused('POST', '/auth/login', 'invalid_credentials', {
        body: { name: 'nadia', password: 'wrong password' },
      });
      const unknown = await app.refused('POST', '/auth/login', 'invalid_credentials', {
        body: { name: 'nobody', password: 'wrong password' },
      });
      assert.deepEqual(wrong.error, unknown.error);
    });

    it('AP9 login answers account, session and tokens, and no cache keeps them', async () => {
      await app.call('POST', '/auth/register', { body: { name: 'oren', password: PASSWORD } });
      const answer = await app.call('POST', '/auth/login', {
        body: { name: 'Oren', password: PASSWORD, device: 'Firefox' },
      });
      assert.equal(answer.status, 200);
      assert.equal(answer.data.account.name, 'oren');
      assert.equal(answer.data.session.device, 'Firefox');
      assert.equal(answer.data.accessExpiresInSec, 900);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.doesNotMatch(answer.text, /passwordHash|argon2/);
    });

    it('AP9 a login that names no device is shown as an unknown one', async () => {
      const { session } = await app.login('pavel');
      assert.equal(session.device, 'unknown device');
    });

    it('AP14 too many failed logins for a name are answered 429 with Retry-After', async () => {
      const strict = await TestApp.start({ LOGINS_PER_NAME: '2' });
      const body = { name: 'mira', password: 'wrong password' };
      await strict.refused('POST', '/auth/login', 'invalid_credentials', { body });
      await strict.refused('POST', '/auth/login', 'invalid_credentials', { body });
      const { headers } = await strict.refused('POST', '/auth/login', 'rate_limited', { body });
      assert.match(headers.get('retry-after') ?? '', /^(900|89\d)$/);
      await strict.stop();
    });
  });

  describe('refresh and sessions', () => {
    it('AP10 refreshing answers new tokens of the same session', async () => {
      const login = await app.login('quinn');
      const answer = await app.call('POST', '/auth/refresh', { body: { refreshToken: login.refreshToken } });
      assert.equal(answer.data.session.id, login.session.id);
      assert.notEqual(answer.data.refreshToken, login.refreshToken);
      assert.equal((await app.call('GET', '/characters', { token: answer.data.accessToken })).status, 200);
    });

    it('AP10 using a refresh token twice ends the session', async () => {
      const { refreshToken, accessToken } = await app.login('rosa');
      await app.call('POST', '/auth/refresh', { body: { refreshToken } });
      await app.refused('POST', '/auth/refresh', 'refresh_token_reused', { body: { refreshToken } });
      await app.refused('GET', '/characters', 'session_revoked', { token: accessToken });
    });

    it('AP10 a refresh token that was never given out is refused', async () => {
      await app.refused('POST', '/auth/refresh', 'refresh_token_invalid', {
        body: { refreshToken: 'invented' },
      });
    });

    it('AP9 sessions are listed, newest first, the calling one marked', async () => {
      const first = await app.login('sana', 'phone');
      const second = await app.login('sana', 'desk');
      const { data } = await app.call('GET', '/auth/sessions', { token: first.accessToken });
      assert.deepEqual(
        new Map(
          data.map((session: { device: string; current: boolean }) => [session.device, session.current]),
        ),
        new Map([
          ['desk', false],
          ['phone', true],
        ]),
      );
      assert.equal(data.length, 2);
      assert.ok(data.some((session: { id: string }) => session.id === second.session.id));
    });

    it("AP9 one session ends without the others; somebody else's cannot be ended", async () => {
      const phone = await app.login('tarek', 'phone');
      const desk = await app.login('tarek', 'desk');
      const stranger = await app.login('uma');
      const path = `/auth/sessions/${phone.session.id}`;
      await app.refused('DELETE', path, 'session_not_found', { token: stranger.accessToken });
      const { data } = await app.call('DELETE', path, { token: desk.accessToken });
      assert.deepEqual(data, { revoked: 1 });
      await app.refused('GET', '/auth/sessions', 'session_revoked', { token: phone.accessToken });
      assert.equal((await app.call('GET', '/auth/sessions', { token: desk.accessToken })).status, 200);
      await app.refused('DELETE', path, 'session_not_found', { token: desk.accessToken });
    });

    it('AP9 all sessions end at once, the calling one included', async () => {
      const phone = await app.login('vera', 'phone');
      const desk = await app.login('vera', 'desk');
      const { data } = await app.call('DELETE', '/auth/sessions', { token: desk.accessToken });
      assert.deepEqual(data, { revoked: 2 });
      await app.refused('GET', '/characters', 'session_revoked', { token: phone.accessToken });
      await app.refused('GET', '/characters', 'session_revoked', { token: desk.accessToken });
    });

    it('AP9 logging out ends the session', async () => {
      const { accessToken } = await app.login('wanda');
      assert.deepEqual((await app.call('POST', '/auth/logout', { token: accessToken })).data, { revoked: 1 });
      await app.refused('POST', '/auth/logout', 'session_revoked', { token: accessToken });
    });
  });

  describe('tokens', () => {
    const claims = () => ({ sid: randomUUID() });

    it('AP5 no token, another scheme and a malformed header are unauthenticated', async () => {
      const answer = await app.refused('GET', '/characters', 'unauthenticated');
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
      for (const authorization of [
        'Basic b3BlcmF0b3I6eA==',
        'Bearer',
        'Bearer ',
        'Bearer a b',
        'Bearer {}',
        'x',
      ]) {
        await app.refused('GET', '/characters', 'unauthenticated', { headers: { authorization } });
      }
    });

    it('AP5 a forged token and one with "alg": "none" are unauthenticated', async () => {
      const sign = (key: string) =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject(randomUUID())
          .setIssuer('omega-realm')
          .setAudience('omega-realm')
          .setIssuedAt()
          .setExpirationTime('15m')
          .sign(new TextEncoder().encode(key));
      const unsigned = new UnsecuredJWT(claims())
        .setSubject(randomUUID())
        .setIssuer('omega-realm')
        .setAudience('omega-realm')
        .setIssuedAt()
        .setExpirationTime('15m')
        .encode();
      await app.refused('GET', '/characters', 'unauthenticated', {
        token: await sign('a key that is not the one of this server'),
      });
      await app.refused('GET', '/characters', 'unauthenticated', { token: unsigned });
    });

    it('AP5 an expired token says so, that the client refreshes', async () => {
      const { account, session } = await app.login('xenia');
      const anHourAgo = () => new Date(Date.now() - 3_600_000);
      const token = await makeAccessTokens(app.services.config.JWT_SECRET, anHourAgo).sign({
        accountId: account.id,
        sessionId: session.id,
      });
      await app.refused('GET', '/characters', 'token_expired', { token });
    });

    it('AP5 a token of a deleted account is refused', async () => {
      const { account, accessToken } = await app.login('yusuf');
      await app.services.accountStore.deleteAccount(account.id);
      await app.refused('GET', '/characters', 'session_revoked', { token: accessToken });
    });

    it('AP6 strangers are refused before their body is read', async () => {
      await app.refused('POST', '/characters', 'unauthenticated', { raw: '{' });
    });
  });
});
