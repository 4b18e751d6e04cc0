import assert from 'node:assert/strict';
import { LIMITS, LOGIN, setUpAccounts } from './kit.ts';

const INVALID = { name: 'GameError', code: 'invalid_credentials', retryAfterSec: undefined };

describe('registration and login', () => {
  let realm: ReturnType<typeof setUpAccounts>;
  beforeEach(() => {
    realm = setUpAccounts();
  });

  function register(changes = {}) {
    const { name, password, address } = LOGIN;
    return realm.accounts.register({ name, password, address, ...changes });
  }
  function login(changes = {}) {
    return realm.accounts.login({ ...LOGIN, ...changes });
  }

  it('AC4 who registers can log in, with the name in any case', async () => {
    await register();
    const result = await login({ name: 'aDA' });
    assert.equal(result.account.name, 'Ada');
    assert.deepEqual(result.session, {
      id: result.session.id,
      accountId: result.account.id,
      device: 'a browser',
      createdAt: realm.clock(),
      lastUsedAt: realm.clock(),
      expiresAt: new Date(realm.clock().getTime() + 30 * 24 * 3600 * 1000),
    });
    assert.deepEqual([result.accessExpiresInSec, result.refreshExpiresInSec], [900, 2_592_000]);
    assert.deepEqual(await realm.accounts.authenticate(result.accessToken), {
      accountId: result.account.id,
      sessionId: result.session.id,
    });
  });

  it('AC1 a name is kept in its composed form', async () => {
    await register({ name: 'Rene\u0301' });
    assert.equal((await login({ name: 'Rene\u0301' })).account.name, 'Ren\u00e9');
  });

  it('AC2 registering a taken name does the same work, answers the same and changes nothing', async () => {
    assert.equal(await register(), undefined);
    const workForFree = realm.passwords.work.splice(0);
    assert.equal(await register({ name: 'ADA', password: 'somebody else’s' }), undefined);
    assert.deepEqual(realm.passwords.work, workForFree);
    assert.deepEqual(workForFree, ['hash']);
    await assert.rejects(login({ password: 'somebody else’s' }), INVALID);
    assert.equal((await login()).account.name, 'Ada');
  });

  it('AC4 an unknown name and a wrong password answer alike, after the same work', async () => {
    await register();
    realm.passwords.work.length = 0;
    await assert.rejects(login({ name: 'Nobody' }), INVALID);
    await assert.rejects(login({ password: 'wrong horse' }), INVALID);
    assert.deepEqual(realm.passwords.work, ['verify nobody', 'verify']);
  });

  it('AC4 a login that races the deletion of its account is refused', async () => {
    await register();
    const account = await realm.store.findAccountByName('Ada');
    const { verify } = realm.passwords;
    realm.passwords.verify = async (...given) => {
      await realm.store.deleteAccount(account!.id);
      return verify.apply(realm.passwords, given);
    };
    await assert.rejects(login(), INVALID);
  });

  describe('limits', () => {
    function limited(retryAfterSec: number) {
      return { name: 'GameError', code: 'rate_limited', status: 429, retryAfterSec };
    }

    it('AC5 registrations from one address are limited per hour', async () => {
      for (let i = 0; i < LIMITS.registrationsPerAddress; i++) await register({ name: `Name${i}` });
      realm.pass(60);
      await assert.rejects(register({ name: 'Another' }), limited(3540));
      await register({ name: 'Another', address: '192.0.2.2' });
      realm.pass(3540);
      await register({ name: 'Third' });
    });

    it('AC5 registrations of one name are limited whether it is free or taken, whatever its case', async () => {
      const names = ['Ada', 'ADA', 'ada'];
      for (const [i, name] of names.entries()) await register({ name, address: `192.0.2.${i}` });
      await assert.rejects(register({ name: 'aDa', address: '192.0.2.9' }), limited(3600));
    });

    it('AC5 a refused registration hashes nothing', async () => {
      for (let i = 0; i < LIMITS.registrationsPerName; i++) await register();
      realm.passwords.work.length = 0;
      await assert.rejects(register(), limited(3600));
      assert.deepEqual(realm.passwords.work, []);
    });

    it('AC5 logins from one address are limited, also the right ones', async () => {
      await register();
      for (let i = 0; i < LIMITS.loginsPerAddress; i++) await login();
      realm.pass(1);
      await assert.rejects(login(), limited(899));
      await login({ address: '192.0.2.2' });
    });

    for (const name of ['Ada', 'Nobody']) {
      it(`AC5 failed logins for "${name}" are limited over all addresses, whatever its case`, async () => {
        await register();
        for (let i = 0; i < LIMITS.failedLoginsPerName; i++) {
          const attempt = {
            name: i % 2 ? name.toUpperCase() : name,
            password: 'wrong',
            address: `192.0.2.${i}`,
          };
          await assert.rejects(login(attempt), INVALID);
        }
        realm.pass(100);
        await assert.rejects(login({ name, address: '192.0.2.99' }), limited(800));
        realm.pass(800);
        await assert.rejects(login({ name, password: 'wrong', address: '192.0.2.99' }), INVALID);
      });
    }

    it('AC6 a success gives the name its attempts back', async () => {
      await register();
      for (let round = 0; round < 3; round++) {
        for (let i = 1; i < LIMITS.failedLoginsPerName; i++) {
          await assert.rejects(login({ password: 'wrong', address: `192.0.2.${round}` }), INVALID);
        }
        await login({ address: `192.0.2.${round}` });
      }
    });

    it('AC6 of 50 racing guesses no more than the limit reach the password', async () => {
      await register();
      realm.passwords.work.length = 0;
      const guesses = Array.from({ length: 50 }, (_, i) =>
        login({ password: `guess ${i}`, address: `198.51.100.${i}` }),
      );
      const codes = (await Promise.allSettled(guesses)).map((result) =>
        result.status === 'rejected' ? result.reason.code : 'in',
      );
      assert.equal(realm.passwords.work.length, LIMITS.failedLoginsPerName);
      assert.equal(codes.filter((code) => code === 'invalid_credentials').length, LIMITS.failedLoginsPerName);
      assert.equal(codes.filter((code) => code === 'rate_limited').length, 50 - LIMITS.failedLoginsPerName);
    });

    it('AC17 all addresses of one IPv6 network count as one', async () => {
      for (let i = 0; i < LIMITS.loginsPerAddress; i++) {
        await assert.rejects(login({ name: `Name${i}`, address: `2001:db8:0:1::${i + 1}` }), INVALID);
      }
      await assert.rejects(login({ name: 'Other', address: '2001:db8:0:1:ffff::1' }), limited(900));
      await assert.rejects(login({ name: 'Other', address: '2001:db8:0:2::1' }), INVALID);
    });
  });
});
