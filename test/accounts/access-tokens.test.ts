import assert from 'node:assert/strict';
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { makeAccessTokens } from '../../src/accounts/access-tokens.ts';
import { NOW } from '../kit/records.ts';
import { SECRET } from './kit.ts';

const IDENTITY = { accountId: 'account-1', sessionId: 'session-1' };
const NOW_SEC = NOW.getTime() / 1000;
const CLAIMS = {
  sub: 'account-1',
  sid: 'session-1',
  iss: 'omega-realm',
  aud: 'omega-realm',
  iat: NOW_SEC,
  exp: NOW_SEC + 900,
};

describe('access tokens', () => {
  const tokens = makeAccessTokens(SECRET, () => NOW);

  function signed(claims: JWTPayload, secret = SECRET, alg = 'HS256'): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
  }
  function refused(token: string, code = 'unauthenticated') {
    return assert.rejects(tokens.verify(token), { name: 'GameError', code });
  }

  it('AC7 hold account and session, 15 minutes, signed with HS256', async () => {
    const token = await tokens.sign(IDENTITY);
    assert.deepEqual(decodeProtectedHeader(token), { alg: 'HS256' });
    assert.deepEqual(decodeJwt(token), CLAIMS);
    assert.deepEqual(await tokens.verify(token), IDENTITY);
  });

  it('AC7 the tokens of these tests are accepted when nothing is wrong with them', async () => {
    assert.deepEqual(await tokens.verify(await signed(CLAIMS)), IDENTITY);
  });

  it('AC7 `alg: none` is refused', async () => {
    await refused(new UnsecuredJWT(CLAIMS).encode());
    const [, payload, signature] = (await tokens.sign(IDENTITY)).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
      await refused(`${header}.${payload}.`);
      await refused(`${header}.${payload}.${signature}`);
    }
  });

  it('AC7 another algorithm is refused, even with the right key', async () => {
    const longSecret = SECRET.repeat(2);
    const other = makeAccessTokens(longSecret, () => NOW);
    for (const alg of ['HS384', 'HS512']) {
      await assert.rejects(other.verify(await signed(CLAIMS, longSecret, alg)), { code: 'unauthenticated' });
    }
  });

  it('AC7 another key is refused', async () => {
    await refused(await signed(CLAIMS, 'another secret, and long enough too'));
  });

  it('AC7 a changed token is refused', async () => {
    const [header, , signature] = (await tokens.sign(IDENTITY)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...CLAIMS, sub: 'account-2' })).toString('base64url');
    await refused(`${header}.${payload}.${signature}`);
  });

  it('AC7 an expired token is told apart', async () => {
    await refused(await signed({ ...CLAIMS, exp: NOW_SEC }), 'token_expired');
    await refused(await signed({ ...CLAIMS, exp: NOW_SEC - 1 }), 'token_expired');
    await refused(await signed({ ...CLAIMS, exp: NOW_SEC - 1 }, 'another secret, and long enough too'));
  });

  for (const [claim, value] of [
    ['iss', 'somebody-else'],
    ['aud', 'somewhere-else'],
    ['nbf', NOW_SEC + 60],
    ['iss', undefined],
    ['aud', undefined],
    ['sub', undefined],
    ['sid', undefined],
    ['iat', undefined],
    ['exp', undefined],
  ] as const) {
    it(`AC7 a token whose "${claim}" is ${value ?? 'missing'} is refused`, async () => {
      await refused(await signed({ ...CLAIMS, [claim]: value }));
    });
  }

  for (const text of ['', '.', '..', 'a.b.c', 'Bearer x', '__proto__', 'x'.repeat(100_000)]) {
    it(`AC7 ${JSON.stringify(text.slice(0, 20))} (${text.length}) is no token`, () => refused(text));
  }
});
