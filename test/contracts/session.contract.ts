import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { later, NOW, sessionRecord } from '../kit/records.ts';
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

    it('AC12 a session beyond the limit revokes and announces the oldest, and no ended or foreign one counts', async () => {
      const { id } = await fixture().newAccount();
      const login = (second: number) =>
        fixture().newSession({ createdAt: later(second), expiresAt: later(2000) }, id, 3);
      const { session: foreign } = await fixture().newSession();
      const { session: oldest } = await login(1);
      const { session: second } = await login(2);
      const { session: ended } = await login(3);
      await fixture().store.revokeSessions(id, [ended.id], later(3));
      const { session: fourth } = await login(4);
      assert.deepEqual(await fixture().store.listSessions(id, later(4)), [fourth, second, oldest]);

      const announced = fixture().recordAnnounced(foreign.id, oldest.id, second.id, fourth.id);
      const { session: fifth } = await login(5);
      assert.deepEqual(await fixture().store.listSessions(id, later(5)), [fifth, fourth, second]);
      await until(() => announced.length > 0, 'the oldest is announced');
      assert.deepEqual(announced, [oldest.id]);
      assert.deepEqual(await fixture().store.findSession(foreign.id, later(5)), foreign);
    });

    it('AC12 the session that is made stays, also where the clock is behind', async () => {
      const { id } = await fixture().newAccount();
      const { session: ahead } = await fixture().newSession({ createdAt: later(60) }, id, 2);
      const { session: alsoAhead } = await fixture().newSession({ createdAt: later(61) }, id, 2);
      const { session: behind } = await fixture().newSession({}, id, 2);
      assert.deepEqual(await fixture().store.listSessions(id, later(61)), [alsoAhead, behind]);
      assert.equal(await fixture().store.findSession(ahead.id, later(61)), null);
    });

    it('AC12 of 30 racing logins no more sessions stay than the limit, and every other one is announced', async () => {
      const { id } = await fixture().newAccount();
      const records = Array.from({ length: 30 }, () => sessionRecord(id));
      const announced = fixture().recordAnnounced(...records.map((record) => record.id));
      const created = await Promise.all(
        records.map((record) => fixture().store.createSession(record, randomUUID(), 20)),
      );
      assert.deepEqual(created, Array(30).fill(true));
      const live = (await fixture().store.listSessions(id, NOW)).map((session) => session.id);
      assert.equal(live.length, 20);
      await until(() => announced.length === 10, 'the others are announced');
      assert.deepEqual([...live, ...announced].sort(), records.map((record) => record.id).sort());
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
