import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { later, NOW } from '../kit/records.ts';
import { until } from '../kit/until.ts';
import type { AccountFixture } from './account-fixture.ts';

export function sessionContract(fixture: () => AccountFixture): void {
  describe('sessions', () => {
    it('AC8 finds a live session, and none that has expired, was revoked or never was', async () => {
      const { session } = await fixture().newSession();
      assert.deepEqual(await fixture().store.findSession(session.id, NOW), session);
      assert.deepEqual(await fixture().store.findSession(session.id, later(999)), session);
      assert.equal(await fixture().store.findSession(session.id, later(1000)), null);
      assert.equal(await fixture().store.findSession(randomUUID(), NOW), null);
      await fixture().store.revokeSessions(session.accountId, [session.id], NOW);
      assert.equal(await fixture().store.findSession(session.id, NOW), null);
    });

    it('AC12 lists only live sessions of the account, newest first', async () => {
      const { id } = await fixture().newAccount();
      const { session: old } = await fixture().newSession({}, id);
      const { session: young } = await fixture().newSession(
        { createdAt: later(5), expiresAt: later(3000) },
        id,
      );
      const { session: revoked } = await fixture().newSession({ createdAt: later(6) }, id);
      await fixture().newSession();
      await fixture().store.revokeSessions(id, [revoked.id], NOW);
      assert.deepEqual(await fixture().store.listSessions(id, later(7)), [young, old]);
      assert.deepEqual(await fixture().store.listSessions(id, later(1000)), [young]);
      assert.deepEqual(await fixture().store.listSessions(randomUUID(), NOW), []);
    });

    it('AC13 revokes the named sessions of the account alone, once, and announces them', async () => {
      const { session: mine } = await fixture().newSession();
      const { session: other } = await fixture().newSession({}, mine.accountId);
      const { session: foreign } = await fixture().newSession();
      const announced = fixture().recordAnnounced(mine.id, other.id, foreign.id);
      const named = [mine.id, foreign.id, randomUUID()];
      assert.deepEqual(await fixture().store.revokeSessions(mine.accountId, named, NOW), [mine.id]);
      assert.deepEqual(await fixture().store.revokeSessions(mine.accountId, named, NOW), []);
      assert.deepEqual(await fixture().store.findSession(other.id, NOW), other);
      assert.deepEqual(await fixture().store.findSession(foreign.id, NOW), foreign);
      await until(() => announced.length > 0, 'the revoked session is announced');
      assert.deepEqual(announced, [mine.id]);
    });

    it('AC13 revokes 500 sessions at once and announces every one', async () => {
      const { id } = await fixture().newAccount();
      const sessions = await Promise.all(Array.from({ length: 500 }, () => fixture().newSession({}, id)));
      const ids = sessions.map(({ session }) => session.id).sort();
      const announced = fixture().recordAnnounced(...ids);
      assert.deepEqual((await fixture().store.revokeSessions(id, 'all', NOW)).sort(), ids);
      await until(() => announced.length === 500, 'all are announced');
      assert.deepEqual(announced.sort(), ids);
      assert.deepEqual(await fixture().store.listSessions(id, NOW), []);
    });

    it('AC13 racing revocations of the same sessions report each session once', async () => {
      const { id } = await fixture().newAccount();
      const sessions = await Promise.all(Array.from({ length: 20 }, () => fixture().newSession({}, id)));
      const ids = sessions.map(({ session }) => session.id);
      const results = await Promise.all([
        fixture().store.revokeSessions(id, 'all', NOW),
        fixture().store.revokeSessions(id, ids, NOW),
        fixture().store.revokeSessions(id, [...ids].reverse(), NOW),
      ]);
      assert.deepEqual(results.flat().sort(), [...ids].sort());
    });

    it('AC14 tells which of given sessions have ended', async () => {
      const { session: live } = await fixture().newSession();
      const { session: revoked } = await fixture().newSession();
      const { session: deleted } = await fixture().newSession();
      const unknown = randomUUID();
      await fixture().store.revokeSessions(revoked.accountId, 'all', NOW);
      await fixture().store.deleteAccount(deleted.accountId);
      const all = [revoked.id, live.id, deleted.id, unknown];
      assert.deepEqual(await fixture().store.endedSessions(all, NOW), [revoked.id, deleted.id, unknown]);
      assert.deepEqual(await fixture().store.endedSessions(all, later(1000)), all);
      assert.deepEqual(await fixture().store.endedSessions([], NOW), []);
    });
  });
}
