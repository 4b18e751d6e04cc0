import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccountStore, RevocationFeed } from '../../src/accounts/account-store.ts';
import { eventually } from '../kit/eventually.ts';
import { accountRecord, HOSTILE_TEXTS, later, NOW, sessionRecord, uniqueName } from '../kit/records.ts';

export interface AccountStoreHarness {
  store: AccountStore;
  feed: RevocationFeed;
  close(): Promise<void>;
}

/** What every AccountStore does, whatever it keeps its records in. */
export function accountStoreContract(name: string, open: () => Promise<AccountStoreHarness>): void {
  describe(`AccountStore: ${name}`, () => {
    let harness: AccountStoreHarness;
    let store: AccountStore;

    before(async () => {
      harness = await open();
      store = harness.store;
    });
    after(() => harness.close());

    async function newAccount() {
      const account = accountRecord();
      assert.equal(await store.createAccount(account), true);
      return account;
    }

    /** An account with one session whose refresh token has the returned hash. */
    async function newSession(changes = {}, accountId?: string) {
      const session = sessionRecord(accountId ?? (await newAccount()).id, changes);
      const hash = randomUUID();
      assert.equal(await store.createSession(session, hash), true);
      return { session, hash };
    }

    function rotate(oldHash: string, newHash: string = randomUUID(), now = later(10)) {
      return store.rotateRefreshToken({ oldHash, newHash, now, expiresAt: later(2000) });
    }

    function recordAnnounced(): string[] {
      const announced: string[] = [];
      const end = harness.feed.onSessionsRevoked((ids) => announced.push(...ids));
      endings.push(end);
      return announced;
    }
    const endings: (() => void)[] = [];
    afterEach(() => {
      for (const end of endings.splice(0)) end();
    });

    describe('accounts', () => {
      it('AC1 finds an account by its name, whatever the case or the encoding of its letters', async () => {
        const tail = uniqueName();
        const account = accountRecord({ name: `Straße-é-${tail}` });
        await store.createAccount(account);
        for (const name of [account.name, `STRASSE-É-${tail}`, `straße-e\u0301-${tail.toUpperCase()}`]) {
          assert.deepEqual(await store.findAccountByName(name), account, name);
        }
        assert.equal(await store.findAccountByName(uniqueName()), null);
      });

      it('AC1 refuses a taken name in another case and keeps the first account as it was', async () => {
        const first = await newAccount();
        const second = accountRecord({ name: first.name.toUpperCase(), passwordHash: 'other' });
        assert.equal(await store.createAccount(second), false);
        assert.deepEqual(await store.findAccountByName(second.name), first);
        assert.equal(await store.createSession(sessionRecord(second.id), randomUUID()), false);
      });

      it('AC1 of 20 racing registrations of one name exactly one wins', async () => {
        const name = uniqueName('Race');
        const rivals = Array.from({ length: 20 }, (_, i) =>
          accountRecord({ name: i % 2 ? name.toUpperCase() : name }),
        );
        const created = await Promise.all(rivals.map((rival) => store.createAccount(rival)));
        assert.equal(created.filter(Boolean).length, 1);
        assert.deepEqual(await store.findAccountByName(name), rivals[created.indexOf(true)]);
      });

      it('AC15 deletes an account with its sessions and announces them', async () => {
        const { session, hash } = await newSession();
        const announced = recordAnnounced();
        assert.equal(await store.deleteAccount(session.accountId), true);
        assert.equal(await store.findSession(session.id, NOW), null);
        assert.deepEqual(await rotate(hash), { outcome: 'unknown' });
        assert.equal(await store.createSession(sessionRecord(session.accountId), randomUUID()), false);
        await eventually('the deleted session is announced', () => announced.includes(session.id));
        assert.equal(await store.deleteAccount(session.accountId), false);
      });
    });

    describe('sessions', () => {
      it('AC8 finds a live session, and none that has expired, was revoked or never was', async () => {
        const { session } = await newSession();
        assert.deepEqual(await store.findSession(session.id, NOW), session);
        assert.deepEqual(await store.findSession(session.id, later(999)), session);
        assert.equal(await store.findSession(session.id, later(1000)), null);
        assert.equal(await store.findSession(randomUUID(), NOW), null);
        await store.revokeSessions(session.accountId, [session.id], NOW);
        assert.equal(await store.findSession(session.id, NOW), null);
      });

      it('AC12 lists only live sessions of the account, newest first', async () => {
        const { id } = await newAccount();
        const { session: old } = await newSession({}, id);
        const { session: young } = await newSession({ createdAt: later(5), expiresAt: later(3000) }, id);
        const { session: revoked } = await newSession({ createdAt: later(6) }, id);
        await newSession();
        await store.revokeSessions(id, [revoked.id], NOW);
        assert.deepEqual(await store.listSessions(id, later(7)), [young, old]);
        assert.deepEqual(await store.listSessions(id, later(1000)), [young]);
        assert.deepEqual(await store.listSessions(randomUUID(), NOW), []);
      });

      it('AC13 revokes the named sessions of the account alone, once, and announces them', async () => {
        const { session: mine } = await newSession();
        const { session: other } = await newSession({}, mine.accountId);
        const { session: foreign } = await newSession();
        const announced = recordAnnounced();
        const named = [mine.id, foreign.id, randomUUID()];
        assert.deepEqual(await store.revokeSessions(mine.accountId, named, NOW), [mine.id]);
        assert.deepEqual(await store.revokeSessions(mine.accountId, named, NOW), []);
        assert.deepEqual(await store.findSession(other.id, NOW), other);
        assert.deepEqual(await store.findSession(foreign.id, NOW), foreign);
        await eventually('the revoked session is announced', () => announced.length > 0);
        assert.deepEqual(announced, [mine.id]);
      });

      it('AC13 revokes 500 sessions at once and announces every one', async () => {
        const { id } = await newAccount();
        const sessions = await Promise.all(Array.from({ length: 500 }, () => newSession({}, id)));
        const ids = sessions.map(({ session }) => session.id).sort();
        const announced = recordAnnounced();
        assert.deepEqual((await store.revokeSessions(id, 'all', NOW)).sort(), ids);
        await eventually('all are announced', () => announced.length === 500);
        assert.deepEqual(announced.sort(), ids);
        assert.deepEqual(await store.listSessions(id, NOW), []);
      });

      it('AC13 racing revocations of the same sessions report each session once', async () => {
        const { id } = await newAccount();
        const sessions = await Promise.all(Array.from({ length: 20 }, () => newSession({}, id)));
        const ids = sessions.map(({ session }) => session.id);
        const results = await Promise.all([
          store.revokeSessions(id, 'all', NOW),
          store.revokeSessions(id, ids, NOW),
          store.revokeSessions(id, [...ids].reverse(), NOW),
        ]);
        assert.deepEqual(results.flat().sort(), [...ids].sort());
      });

      it('AC14 tells which of given sessions have ended', async () => {
        const { session: live } = await newSession();
        const { session: revoked } = await newSession();
        const { session: deleted } = await newSession();
        const unknown = randomUUID();
        await store.revokeSessions(revoked.accountId, 'all', NOW);
        await store.deleteAccount(deleted.accountId);
        const all = [revoked.id, live.id, deleted.id, unknown];
        assert.deepEqual(await store.endedSessions(all, NOW), [revoked.id, deleted.id, unknown]);
        assert.deepEqual(await store.endedSessions(all, later(1000)), all);
        assert.deepEqual(await store.endedSessions([], NOW), []);
      });
    });

    describe('refresh tokens', () => {
      it('AC9 a rotation replaces the token and prolongs the session', async () => {
        const { session, hash } = await newSession();
        const prolonged = { ...session, lastUsedAt: later(10), expiresAt: later(2000) };
        assert.deepEqual(await rotate(hash, 'next-of-' + hash), { outcome: 'rotated', session: prolonged });
        assert.deepEqual(await store.findSession(session.id, later(1999)), prolonged);
        const again = await rotate('next-of-' + hash, undefined, later(1500));
        assert.equal(again.outcome, 'rotated');
      });

      it('AC9 an unknown token, or one of a session that has ended, is unknown', async () => {
        const { session, hash } = await newSession();
        assert.deepEqual(await rotate(randomUUID()), { outcome: 'unknown' });
        assert.deepEqual(await rotate(hash, undefined, later(1000)), { outcome: 'unknown' });
        await store.revokeSessions(session.accountId, 'all', NOW);
        assert.deepEqual(await rotate(hash), { outcome: 'unknown' });
      });

      it('AC10 a used token that comes back revokes its whole family, and says so on every process', async () => {
        const { session, hash } = await newSession();
        const { session: bystander } = await newSession({}, session.accountId);
        const second = randomUUID();
        const third = randomUUID();
        await rotate(hash, second);
        await rotate(second, third);
        const announced = recordAnnounced();
        assert.deepEqual(await rotate(hash), { outcome: 'reused' });
        assert.deepEqual(await rotate(third), { outcome: 'unknown' });
        assert.equal(await store.findSession(session.id, later(10)), null);
        assert.deepEqual(await store.findSession(bystander.id, later(10)), bystander);
        await eventually('the family is announced', () => announced.length > 0);
        assert.deepEqual(announced, [session.id]);
      });

      it('AC10 a used token that has itself expired betrays nothing any more', async () => {
        const { hash } = await newSession();
        const second = randomUUID();
        await rotate(hash, second);
        assert.deepEqual(await rotate(hash, undefined, later(1000)), { outcome: 'unknown' });
        assert.equal((await rotate(second, undefined, later(1001))).outcome, 'rotated');
      });

      it('AC11 of two racing rotations of one token one wins and the family is revoked', async () => {
        for (let round = 0; round < 10; round++) {
          const { session, hash } = await newSession();
          const outcomes = await Promise.all([rotate(hash), rotate(hash)]);
          assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['reused', 'rotated']);
          assert.equal(await store.findSession(session.id, later(11)), null);
        }
      });

      it('AC11 of 20 racing rotations of one token exactly one wins', async () => {
        const { session, hash } = await newSession();
        const results = await Promise.all(Array.from({ length: 20 }, () => rotate(hash)));
        const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
        assert.deepEqual([count('rotated'), count('reused'), count('unknown')], [1, 1, 18]);
        assert.equal(await store.findSession(session.id, later(11)), null);
      });

      it('AC11 a rotation that races the revocation of its session never leaves it alive', async () => {
        for (let round = 0; round < 10; round++) {
          const { session, hash } = await newSession();
          const next = randomUUID();
          await Promise.all([rotate(hash, next), store.revokeSessions(session.accountId, 'all', later(10))]);
          assert.equal(await store.findSession(session.id, later(10)), null);
          assert.deepEqual(await rotate(next), { outcome: 'unknown' });
        }
      });
    });

    describe('hostile text', () => {
      for (const text of HOSTILE_TEXTS) {
        it(`AC16 ${JSON.stringify(text)} is data in every field and names nothing as an id`, async () => {
          const account = accountRecord({ name: `${text}${uniqueName()}`, passwordHash: text });
          assert.equal(await store.createAccount(account), true);
          assert.equal((await store.findAccountByName(account.name))?.id, account.id);
          assert.equal(await store.findAccountByName(text), null);
          const session = sessionRecord(account.id, { device: text });
          const hash = `${text}${randomUUID()}`;
          assert.equal(await store.createSession(session, hash), true);
          assert.equal((await store.listSessions(account.id, NOW)).length, 1);
          assert.equal((await rotate(hash, `${text}${randomUUID()}`)).outcome, 'rotated');
          assert.deepEqual(await rotate(text), { outcome: 'unknown' });

          assert.equal(await store.findSession(text, NOW), null);
          assert.deepEqual(await store.endedSessions([text], NOW), [text]);
          assert.deepEqual(await store.listSessions(text, NOW), []);
          assert.deepEqual(await store.revokeSessions(text, 'all', NOW), []);
          assert.deepEqual(await store.revokeSessions(account.id, [text], NOW), []);
          assert.equal(await store.deleteAccount(text), false);
          assert.equal((await store.listSessions(account.id, NOW)).length, 1);
        });
      }
    });
  });
}
