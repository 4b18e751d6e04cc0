import assert from 'node:assert/strict';
import { parseOptions } from '@node-rs/argon2';
import { makePasswords } from '../../src/accounts/passwords.ts';
import { hashRefreshToken, newRefreshToken } from '../../src/accounts/refresh-tokens.ts';

describe('passwords', () => {
  const passwords = makePasswords();

  it('AC3 are hashed with argon2id and the parameters of OWASP, salted', async () => {
    const [first, second] = await Promise.all([
      passwords.hash('correct horse'),
      passwords.hash('correct horse'),
    ]);
    assert.match(first!, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(parseOptions(first!).saltLen, 16);
    assert.notEqual(first, second);
  });

  it('AC3 match their own hash alone', async () => {
    const hash = await passwords.hash('correct horse');
    assert.equal(await passwords.verify(hash, 'correct horse'), true);
    assert.equal(await passwords.verify(hash, 'Correct horse'), false);
    assert.equal(await passwords.verify(hash, ''), false);
  });

  it('AC3 match however the keyboard encodes an accented letter', async () => {
    const hash = await passwords.hash('cafe\u0301 noir');
    assert.equal(await passwords.verify(hash, 'caf\u00e9 noir'), true);
  });

  it('AC4 match nobody’s hash never', async () => {
    assert.equal(await passwords.verify(null, 'correct horse'), false);
    assert.equal(await passwords.verify(null, ''), false);
  });
});

describe('refresh tokens', () => {
  it('AC9 are 256 random bits, and stored as their SHA-256', () => {
    const { token, hash } = newRefreshToken();
    assert.match(token, /^[\w-]{43}$/);
    assert.equal(Buffer.from(token, 'base64url').length, 32);
    assert.equal(hash, hashRefreshToken(token));
    assert.equal(hashRefreshToken('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    assert.notEqual(newRefreshToken().token, token);
  });
});
