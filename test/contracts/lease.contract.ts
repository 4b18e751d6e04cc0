import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Lease } from '../../src/characters/character-store.ts';
import { until } from '../kit/until.ts';
import { type CharacterFixture, GROWN, saveOf } from './character-fixture.ts';

export function leaseContract(fixture: () => CharacterFixture): void {
  describe('leases', () => {
    it('LE1 taking a lease hands out the character and a higher fence, whoever held it', async () => {
      const character = await fixture().newCharacter();
      const { id, accountId } = character;
      assert.deepEqual(await fixture().store.takeLease(id, accountId, 'room-1'), { character, fence: 1 });
      assert.deepEqual(await fixture().store.takeLease(id, accountId, 'room-2'), { character, fence: 2 });
      await fixture().store.releaseLease({ characterId: id, fence: 2 });
      assert.deepEqual(await fixture().store.takeLease(id, accountId, 'room-1'), { character, fence: 3 });
    });

    it('LE1 nobody takes the lease of somebody else’s character, or of none', async () => {
      const lease = await fixture().newLease();
      assert.equal(
        await fixture().store.takeLease(lease.characterId, await fixture().newAccountId(), 'room-2'),
        null,
      );
      assert.equal(await fixture().store.takeLease(randomUUID(), lease.accountId, 'room-2'), null);
      assert.deepEqual(await fixture().store.renewLeases([lease]), []);
    });

    it('LE2 saves positions with the current fence only', async () => {
      const first = await fixture().newLease();
      assert.deepEqual(await fixture().store.saveCharacters([saveOf(first, 7.125)]), []);
      const taken = await fixture().store.takeLease(first.characterId, first.accountId, 'room-2');
      assert.deepEqual(
        [taken?.character.place, taken?.character.x, taken?.character.y],
        ['meridian', 7.125, -7.125],
      );
      assert.equal(taken?.character.facing, 255);
      assert.deepEqual(await fixture().store.saveCharacters([saveOf(first, 99)]), [first.characterId]);
      assert.equal((await fixture().store.find(first.characterId))?.x, 7.125);
      const second = { characterId: first.characterId, fence: taken!.fence };
      assert.deepEqual(await fixture().store.saveCharacters([saveOf(second, 8)]), []);
      assert.equal((await fixture().store.find(first.characterId))?.x, 8);
      const future = { characterId: first.characterId, fence: taken!.fence + 1 };
      assert.deepEqual(await fixture().store.saveCharacters([saveOf(future, 99)]), [first.characterId]);
    });

    it('PG10 what a character has become is saved with it, with the current fence only', async () => {
      const lease = await fixture().newLease();
      const before = (await fixture().store.find(lease.characterId))!;
      assert.deepEqual(await fixture().store.saveCharacters([saveOf(lease, 5)]), []);
      const after = { ...before, place: 'meridian', x: 5, y: -5, facing: 255, ...GROWN };
      assert.deepEqual(await fixture().store.find(lease.characterId), after);
      const stale = { ...saveOf(lease, 9), fence: lease.fence - 1, level: 99 };
      assert.deepEqual(await fixture().store.saveCharacters([stale]), [lease.characterId]);
      assert.deepEqual(await fixture().store.find(lease.characterId), after);
      const [found] = await fixture().store.locate([lease.characterId]);
      assert.equal(found!.level, 3);
    });

    for (const [name, value] of [
      ['level', 0],
      ['experience', -1],
      ['health', -1],
      ['mana', Number.NaN],
      ['stamina', Number.POSITIVE_INFINITY],
    ] as const) {
      it(`PG10 a character whose ${name} is ${value} is not stored`, async () => {
        const lease = await fixture().newLease();
        await assert.rejects(fixture().store.saveCharacters([{ ...saveOf(lease, 5), [name]: value }]));
        assert.equal((await fixture().store.find(lease.characterId))?.x, 12.25);
      });
    }

    it('LE3 who gave a lease back may not write any more', async () => {
      const lease = await fixture().newLease();
      await fixture().store.releaseLease(lease);
      assert.deepEqual(await fixture().store.saveCharacters([saveOf(lease, 99)]), [lease.characterId]);
      assert.deepEqual(await fixture().store.renewLeases([lease]), [lease.characterId]);
      assert.equal((await fixture().store.find(lease.characterId))?.x, 12.25);
    });

    it('LK4 leases that are given back together are free, but for those that others have taken meanwhile', async () => {
      const { store } = fixture();
      const [one, other, lost] = await Promise.all([1, 2, 3].map(() => fixture().newLease()));
      const taken = (await store.takeLease(lost!.characterId, lost!.accountId, 'room-2'))!;
      await store.releaseLeases([one!, other!, lost!]);
      assert.deepEqual(await store.renewLeases([one!, other!]), [one!.characterId, other!.characterId]);
      assert.deepEqual(await store.renewLeases([{ characterId: lost!.characterId, fence: taken.fence }]), []);
      await store.releaseLeases([]);
    });

    it('LE3 a lease that was taken over cannot be given back by who lost it', async () => {
      const lost = await fixture().newLease();
      const taken = await fixture().store.takeLease(lost.characterId, lost.accountId, 'room-2');
      await fixture().store.releaseLease(lost);
      assert.deepEqual(
        await fixture().store.renewLeases([{ characterId: lost.characterId, fence: taken!.fence }]),
        [],
      );
      assert.equal(await fixture().store.delete(lost.characterId, lost.accountId), 'in_world');
    });

    it('LE4 one batch saves the current ones and reports the stale ones', async () => {
      const leases = await Promise.all(Array.from({ length: 20 }, () => fixture().newLease()));
      const stale = leases.filter((_, i) => i % 3 === 0);
      await Promise.all(
        stale.map((lease) => fixture().store.takeLease(lease.characterId, lease.accountId, 'room-2')),
      );
      const refused = await fixture().store.saveCharacters(leases.map((lease, i) => saveOf(lease, i + 100)));
      const unknown = { characterId: randomUUID(), fence: 1 };
      assert.deepEqual(
        refused,
        stale.map((lease) => lease.characterId),
      );
      for (const [i, lease] of leases.entries()) {
        assert.equal((await fixture().store.find(lease.characterId))?.x, i % 3 === 0 ? 12.25 : i + 100);
      }
      assert.deepEqual(await fixture().store.renewLeases([...leases, unknown]), [
        ...refused,
        unknown.characterId,
      ]);
      assert.deepEqual(await fixture().store.saveCharacters([]), []);
      assert.deepEqual(await fixture().store.renewLeases([]), []);
    });

    it('LE4 of several saves of one character in a batch only that of the current fence counts', async () => {
      const orders = [
        (stale: Lease, current: Lease) => [stale, current],
        (stale: Lease, current: Lease) => [current, stale],
      ];
      for (const inOrder of orders) {
        const stale = await fixture().newLease();
        const taken = await fixture().store.takeLease(stale.characterId, stale.accountId, 'room-2');
        const leases = inOrder(stale, { characterId: stale.characterId, fence: taken!.fence });
        const saves = leases.map((lease) => saveOf(lease, lease.fence * 100));
        assert.deepEqual(await fixture().store.saveCharacters(saves), [stale.characterId]);
        assert.equal((await fixture().store.find(stale.characterId))?.x, 200);
        assert.deepEqual(await fixture().store.renewLeases(leases), [stale.characterId]);
      }
    });

    it('LE5 announces every lease that is taken from somebody, with its fence', async () => {
      const { id, accountId } = await fixture().newCharacter();
      const announced: Lease[] = [];
      fixture().harness.feed.onLeaseTaken((lease) => {
        if (lease.characterId === id) announced.push(lease);
      });
      await fixture().store.takeLease(id, accountId, 'room-1');
      await fixture().store.takeLease(id, accountId, 'room-2');
      await fixture().store.releaseLease({ characterId: id, fence: 2 });
      await fixture().store.takeLease(id, accountId, 'room-1');
      await fixture().store.takeLease(id, accountId, 'room-2');
      await until(() => announced.length === 2, 'both takings are announced');
      assert.deepEqual(announced, [
        { characterId: id, fence: 2 },
        { characterId: id, fence: 4 },
      ]);
    });

    it('LE7 of 10 racing takings each gets its own fence, and the highest alone may write', async () => {
      const { id, accountId } = await fixture().newCharacter();
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, i) => fixture().store.takeLease(id, accountId, `room-${i}`)),
      );
      const fences = taken.map((lease) => lease!.fence);
      assert.deepEqual(
        [...fences].sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      );
      const refusals = await Promise.all(
        fences.map((fence) => fixture().store.saveCharacters([saveOf({ characterId: id, fence }, fence)])),
      );
      assert.deepEqual(
        refusals.map((refused) => refused.length),
        fences.map((fence) => (fence === 10 ? 0 : 1)),
      );
      assert.equal((await fixture().store.find(id))?.x, 10);
    });

    it('LE7 batches over the same characters in opposite order do not block each other', async () => {
      const leases = await Promise.all(Array.from({ length: 50 }, () => fixture().newLease()));
      const backwards = [...leases].reverse();
      const batches = Array.from({ length: 10 }, (_, i) => [
        fixture().store.saveCharacters(leases.map((lease) => saveOf(lease, i))),
        fixture().store.renewLeases(backwards),
        fixture().store.saveCharacters(backwards.map((lease) => saveOf(lease, i))),
      ]);
      assert.deepEqual(await Promise.all(batches.flat()), Array(30).fill([]));
    });

    for (const impossible of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      it(`LE8 a position of ${impossible} is not stored`, async () => {
        const lease = await fixture().newLease();
        await assert.rejects(fixture().store.saveCharacters([saveOf(lease, impossible)]));
        assert.equal((await fixture().store.find(lease.characterId))?.x, 12.25);
      });
    }
  });
}
