import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { later, NOW } from '../kit/records.ts';
import { until } from '../kit/until.ts';
import type { AccountFixture } from './account-fixture.ts';

export function refreshTokenContract(fixture: () => AccountFixture): void {
  describe('refresh tokens', () => {
    it('AC9 a rotation replaces the token and prolongs the session', async () => {
      const { session, hash } = await fixture().newSession();
      const prolonged = { ...session, lastUsedAt: later(10), expiresAt: later(2000) };
      assert.deepEqual(await fixture().rotate(hash, `next-of-${hash}`), {
        outcome: 'rotated',
        session: prolonged,
      });
      assert.deepEqual(await fixture().store.findSession(session.id, later(1999)), prolonged);
      const again = await fixture().rotate(`next-of-${hash}`, undefined, later(1500));
      assert.equal(again.outcome, 'rotated');
    });

    it('AC9 an unknown token, or one of a session that has ended, is unknown', async () => {
      const { session, hash } = await fixture().newSession();
      assert.deepEqual(await fixture().rotate(randomUUID()), { outcome: 'unknown' });
      assert.deepEqual(await fixture().rotate(hash, undefined, later(1000)), { outcome: 'unknown' });
      await fixture().store.revokeSessions(session.accountId, 'all', NOW);
      assert.deepEqual(await fixture().rotate(hash), { outcome: 'unknown' });
    });

    it('AC10 a used token that comes back revokes its whole family, and says so on every process', async () => {
      const { session, hash } = await fixture().newSession();
      const { session: bystander } = await fixture().newSession({}, session.accountId);
      const second = randomUUID();
      const third = randomUUID();
      await fixture().rotate(hash, second);
      await fixture().rotate(second, third);
      const announced = fixture().recordAnnounced(session.id, bystander.id);
      assert.deepEqual(await fixture().rotate(hash), { outcome: 'reused' });
      assert.deepEqual(await fixture().rotate(third), { outcome: 'unknown' });
      assert.equal(await fixture().store.findSession(session.id, later(10)), null);
      assert.deepEqual(await fixture().store.findSession(bystander.id, later(10)), bystander);
      await until(() => announced.length > 0, 'the family is announced');
      assert.deepEqual(announced, [session.id]);
    });

    it('AC10 a used token that has itself expired betrays nothing any more', async () => {
      const { hash } = await fixture().newSession();
      const second = randomUUID();
      await fixture().rotate(hash, second);
      assert.deepEqual(await fixture().rotate(hash, undefined, later(1000)), { outcome: 'unknown' });
      assert.equal((await fixture().rotate(second, undefined, later(1001))).outcome, 'rotated');
    });

    it('AC11 of two racing rotations of one token one wins and the family is revoked', async () => {
      for (let round = 0; round < 10; round++) {
        const { session, hash } = await fixture().newSession();
        const outcomes = await Promise.all([fixture().rotate(hash), fixture().rotate(hash)]);
        assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['reused', 'rotated']);
        assert.equal(await fixture().store.findSession(session.id, later(11)), null);
      }
    });

    it('AC11 of 20 racing rotations of one token exactly one wins', async () => {
      const { session, hash } = await fixture().newSession();
      const results = await Promise.all(Array.from({ length: 20 }, () => fixture().rotate(hash)));
      const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
      assert.deepEqual([count('rotated'), count('reused'), count('unknown')], [1, 1, 18]);
      assert.equal(await fixture().store.findSession(session.id, later(11)), null);
    });

    it('AC11 a rotation that races the revocation of its session never leaves it alive', async () => {
      for (let round = 0; round < 10; round++) {
        const { session, hash } = await fixture().newSession();
        const next = randomUUID();
        await Promise.all([
          fixture().rotate(hash, next),
          fixture().store.revokeSessions(session.accountId, 'all', later(10)),
        ]);
        assert.equal(await fixture().store.findSession(session.id, later(10)), null);
        assert.deepEqual(await fixture().rotate(next), { outcome: 'unknown' });
      }
    });
  });
}
