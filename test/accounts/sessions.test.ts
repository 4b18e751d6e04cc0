import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { LOGIN, setUpAccounts } from './kit.ts';

const DAY_SEC = 24 * 3600;

describe('sessions', () => {
  let realm: ReturnType<typeof setUpAccounts>;
  beforeEach(async () => {
    realm = setUpAccounts();
    await realm.accounts.register(LOGIN);
  });

  function login(changes = {}) {
    return realm.accounts.login({ ...LOGIN, ...changes });
  }
  function rejects(work: Promise<unknown>, code: string) {
    return assert.rejects(work, { name: 'GameError', code });
  }

  describe('access', () => {
    it('AC7 an access token is good for 15 minutes', async () => {
      const { accessToken } = await login();
      realm.pass(899);
      await realm.accounts.authenticate(accessToken);
      realm.pass(1);
      await rejects(realm.accounts.authenticate(accessToken), 'token_expired');
    });

    it('AC8 a revoked session’s access token is refused at once', async () => {
      const { accessToken, session } = await login();
      await realm.accounts.revokeSession(session.accountId, session.id);
      await rejects(realm.accounts.authenticate(accessToken), 'session_revoked');
    });

    it('AC8 a deleted account’s access token is refused at once', async () => {
      const { accessToken, account } = await login();
      await realm.store.deleteAccount(account.id);
      await rejects(realm.accounts.authenticate(accessToken), 'session_revoked');
    });

    it('AC8 a token that names another account’s session is refused', async () => {
      const { session } = await login();
      const forged = await realm.accessTokens.sign({ accountId: randomUUID(), sessionId: session.id });
      await rejects(realm.accounts.authenticate(forged), 'session_revoked');
    });
  });

  describe('refresh', () => {
    it('AC9 gives new tokens of the same session and prolongs it by 30 days', async () => {
      const first = await login();
      realm.pass(29 * DAY_SEC);
      const second = await realm.accounts.refresh(first.refreshToken);
      const expiresAt = new Date(realm.clock().getTime() + 30 * DAY_SEC * 1000);
      assert.deepEqual(second.session, { ...first.session, lastUsedAt: realm.clock(), expiresAt });
      assert.notEqual(second.refreshToken, first.refreshToken);
      assert.deepEqual([second.accessExpiresInSec, second.refreshExpiresInSec], [900, 2_592_000]);
      assert.deepEqual(await realm.accounts.authenticate(second.accessToken), {
        accountId: first.account.id,
        sessionId: first.session.id,
      });
      realm.pass(29 * DAY_SEC);
      await realm.accounts.refresh(second.refreshToken);
    });

    it('AC9 a refresh token that was not used for 30 days is not valid any more', async () => {
      const { refreshToken } = await login();
      realm.pass(30 * DAY_SEC);
      await rejects(realm.accounts.refresh(refreshToken), 'refresh_token_invalid');
    });

    for (const token of ['', 'x'.repeat(43), '__proto__', "' OR 1=1 --", 'x'.repeat(100_000)]) {
      it(`AC9 ${JSON.stringify(token.slice(0, 50))} (${token.length}) is not a valid refresh token`, () =>
        rejects(realm.accounts.refresh(token), 'refresh_token_invalid'));
    }

    it('AC10 reuse of an old refresh token ends the session of its whole family, and no other', async () => {
      const stolen = await login();
      const other = await login({ device: 'a phone' });
      const renewed = await realm.accounts.refresh(stolen.refreshToken);
      await rejects(realm.accounts.refresh(stolen.refreshToken), 'refresh_token_reused');
      await rejects(realm.accounts.refresh(renewed.refreshToken), 'refresh_token_invalid');
      await rejects(realm.accounts.authenticate(renewed.accessToken), 'session_revoked');
      await realm.accounts.authenticate(other.accessToken);
    });
  });

  describe('listing and revoking', () => {
    it('AC12 lists the account’s live sessions, newest first', async () => {
      const first = await login();
      realm.pass(60);
      const second = await login({ device: 'a phone' });
      assert.deepEqual(await realm.accounts.listSessions(first.account.id), [second.session, first.session]);
      realm.pass(30 * DAY_SEC - 60);
      assert.deepEqual(await realm.accounts.listSessions(first.account.id), [second.session]);
    });

    it('AC12 the 21st login ends the oldest session, so that they do not grow without end', async () => {
      const logins = [];
      for (let i = 0; i < 21; i++) {
        logins.push(await login({ address: `192.0.2.${i}` }));
        realm.pass(1);
      }
      const [oldest, ...newer] = logins;
      assert.deepEqual(
        await realm.accounts.listSessions(oldest!.account.id),
        newer.map(({ session }) => session).reverse(),
      );
      await rejects(realm.accounts.authenticate(oldest!.accessToken), 'session_revoked');
      await rejects(realm.accounts.refresh(oldest!.refreshToken), 'refresh_token_invalid');
      await realm.accounts.authenticate(newer[0]!.accessToken);
    });

    it('AC13 revokes one session; another’s, an unknown or an ended one is not found', async () => {
      const { session } = await login();
      await rejects(realm.accounts.revokeSession(randomUUID(), session.id), 'session_not_found');
      await rejects(realm.accounts.revokeSession(session.accountId, randomUUID()), 'session_not_found');
      await realm.accounts.revokeSession(session.accountId, session.id);
      await rejects(realm.accounts.revokeSession(session.accountId, session.id), 'session_not_found');
    });

    it('AC13 revokes all sessions of the account and says how many', async () => {
      const first = await login();
      const second = await login();
      await realm.accounts.register({ ...LOGIN, name: 'Bob' });
      const bob = await login({ name: 'Bob' });
      assert.equal(await realm.accounts.revokeAllSessions(first.account.id), 2);
      assert.equal(await realm.accounts.revokeAllSessions(first.account.id), 0);
      await rejects(realm.accounts.authenticate(second.accessToken), 'session_revoked');
      await realm.accounts.authenticate(bob.accessToken);
    });

    it('AC14 tells which sessions have ended', async () => {
      const { session: live } = await login();
      const { session: revoked } = await login();
      await realm.accounts.revokeSession(revoked.accountId, revoked.id);
      assert.deepEqual(await realm.accounts.endedSessions([live.id, revoked.id]), [revoked.id]);
      realm.pass(30 * DAY_SEC);
      assert.deepEqual(await realm.accounts.endedSessions([live.id]), [live.id]);
    });
  });
});
