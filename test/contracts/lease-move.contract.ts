import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { LEASE_TIMEOUT_SEC, type Lease, type LeaseMove } from '../../src/characters/character-store.ts';
import { type CharacterFixture, GROWN, type PartyHarness, saveOf } from './character-fixture.ts';

export function leaseMoveContract(fixture: () => CharacterFixture, parties: () => PartyHarness): void {
  const store = () => fixture().store;

  function moveOf({ characterId, fence }: Lease, instance = 'forest-1'): LeaseMove {
    return { characterId, fence, instance, place: 'verdant-forest', x: 10.5, y: -20.25, facing: 7, ...GROWN };
  }

  async function newLeases(count: number): Promise<Lease[]> {
    const leases = await Promise.all(Array.from({ length: count }, () => fixture().newLease()));
    return leases.map(({ characterId, fence }) => ({ characterId, fence }));
  }

  async function placesOf(leases: Lease[]): Promise<string[]> {
    const found = await store().locate(leases.map(({ characterId }) => characterId));
    const byId = new Map(found.map((one) => [one.characterId, `${one.place} ${one.instance} ${one.fence}`]));
    return leases.map(({ characterId }) => byId.get(characterId)!);
  }

  const HERE = 'haven room-1 1';
  const THERE = 'verdant-forest forest-1 2';

  describe('lease moves', () => {
    it('TR1 a move gives the character a place, a position, what it has become, an instance and the next fence', async () => {
      const { characterId, fence, accountId } = await fixture().newLease();
      const before = (await store().find(characterId))!;
      assert.deepEqual(await store().moveLeases([moveOf({ characterId, fence })], null), { moved: true });
      const after = { ...before, place: 'verdant-forest', x: 10.5, y: -20.25, facing: 7, ...GROWN };
      assert.deepEqual(await store().find(characterId), after);
      assert.deepEqual(await store().locate([characterId]), [
        {
          characterId,
          accountId,
          name: before.name,
          level: 3,
          place: 'verdant-forest',
          fence: 2,
          instance: 'forest-1',
        },
      ]);
    });

    it('TR1 who was left writes no more, the new fence does', async () => {
      const [lease] = (await newLeases(1)) as [Lease];
      await store().moveLeases([moveOf(lease)], null);
      assert.deepEqual(await store().saveCharacters([saveOf(lease, 99)]), [lease.characterId]);
      assert.deepEqual(await store().renewLeases([lease]), [lease.characterId]);
      await store().releaseLease(lease);
      assert.equal((await store().find(lease.characterId))?.x, 10.5);
      assert.deepEqual(await store().saveCharacters([saveOf({ ...lease, fence: 2 }, 8)]), []);
      assert.equal((await store().find(lease.characterId))?.x, 8);
    });

    it('TR2 all leases move or none: one that is stale, free or unknown keeps the others', async () => {
      const leases = (await newLeases(4)) as [Lease, Lease, Lease, Lease];
      const [good, stale, free, other] = leases;
      const { accountId } = (await store().find(stale.characterId))!;
      await store().takeLease(stale.characterId, accountId, 'room-2');
      await store().releaseLease(free);
      const unknown = { characterId: randomUUID(), fence: 1 };
      const nonsense = { characterId: 'nobody', fence: 1 };
      const outcome = await store().moveLeases(
        [good, stale, free, unknown, nonsense, other].map((lease) => moveOf(lease)),
        null,
      );
      assert.deepEqual(outcome, {
        moved: false,
        stale: [stale.characterId, free.characterId, unknown.characterId, 'nobody'],
      });
      assert.deepEqual(await placesOf(leases), [HERE, 'haven room-2 2', 'haven null 1', HERE]);
    });

    it('TR2 a second move of the same leases finds them stale and changes nothing', async () => {
      const leases = await newLeases(2);
      await store().moveLeases(
        leases.map((lease) => moveOf(lease)),
        null,
      );
      const again = leases.map((lease) => moveOf(lease, 'forest-2'));
      assert.deepEqual(await store().moveLeases(again, null), {
        moved: false,
        stale: leases.map(({ characterId }) => characterId),
      });
      assert.deepEqual(await placesOf(leases), [THERE, THERE]);
    });

    it('TR2 of ten racing moves over the same characters, in any order, exactly one wins', async () => {
      const leases = await newLeases(5);
      const races = Array.from({ length: 10 }, (_, i) => {
        const moves = leases.map((lease) => moveOf(lease, `forest-${i}`));
        return store().moveLeases(i % 2 === 0 ? moves : moves.reverse(), null);
      });
      const won = (await Promise.all(races)).flatMap(({ moved }, i) => (moved ? [i] : []));
      assert.equal(won.length, 1);
      assert.deepEqual(
        await placesOf(leases),
        leases.map(() => `verdant-forest forest-${won[0]} 2`),
      );
    });

    it('TR2 a move that races a login ends with one of the two, whole', async () => {
      for (let round = 0; round < 10; round++) {
        const [lease] = (await newLeases(1)) as [Lease];
        const { accountId } = (await store().find(lease.characterId))!;
        const [outcome, taken] = await Promise.all([
          store().moveLeases([moveOf(lease)], null),
          store().takeLease(lease.characterId, accountId, 'room-2'),
        ]);
        const place = outcome.moved ? 'verdant-forest' : 'haven';
        assert.equal(taken?.fence, outcome.moved ? 3 : 2);
        assert.deepEqual(await placesOf([lease]), [`${place} room-2 ${taken.fence}`]);
      }
    });

    it('TR2 a position that is no number moves nobody', async () => {
      const leases = (await newLeases(2)) as [Lease, Lease];
      const moves = [moveOf(leases[0]), { ...moveOf(leases[1]), x: Number.NaN }];
      await assert.rejects(store().moveLeases(moves, null));
      assert.deepEqual(await placesOf(leases), [HERE, HERE]);
    });

    it('TR3 a party hops as long as its members are who they were', async () => {
      const leases = (await newLeases(3)) as [Lease, Lease, Lease];
      const memberIds = leases.map(({ characterId }) => characterId);
      const partyId = await parties().makeParty(memberIds);
      const moves = leases.slice(0, 2).map((lease) => moveOf(lease));
      const wrong = { partyId, memberIds: memberIds.slice(0, 2) };
      assert.deepEqual(await store().moveLeases(moves, wrong), { moved: false, partyChanged: true });
      await parties().leaveParty(memberIds[2]!);
      assert.deepEqual(await store().moveLeases(moves, { partyId, memberIds }), {
        moved: false,
        partyChanged: true,
      });
      assert.deepEqual(await placesOf(leases), [HERE, HERE, HERE]);
      assert.deepEqual(await store().moveLeases(moves, wrong), { moved: true });
      assert.deepEqual(await placesOf(leases), [THERE, THERE, HERE]);
    });

    it('TR3 no party hops that there is not', async () => {
      const [lease] = (await newLeases(1)) as [Lease];
      for (const partyId of [randomUUID(), 'none']) {
        const party = { partyId, memberIds: [lease.characterId] };
        assert.deepEqual(await store().moveLeases([moveOf(lease)], party), {
          moved: false,
          partyChanged: true,
        });
      }
    });

    it('TR3 leaving and hopping are ordered: the leaver went along, or nobody went', async () => {
      for (let round = 0; round < 10; round++) {
        const leases = await newLeases(3);
        const memberIds = leases.map(({ characterId }) => characterId);
        const party = { partyId: await parties().makeParty(memberIds), memberIds };
        const moves = leases.map((lease) => moveOf(lease));
        const [, outcome] = await Promise.all([
          parties().leaveParty(memberIds[round % 3]!),
          store().moveLeases(moves, party),
        ]);
        const expected = outcome.moved ? THERE : HERE;
        assert.deepEqual(
          await placesOf(leases),
          leases.map(() => expected),
        );
      }
    });

    it('TR4 the lease that moved ahead admits its traveller in that instance alone, once, and is renewed', async () => {
      const [lease] = (await newLeases(1)) as [Lease];
      const moved = { ...lease, fence: lease.fence + 1 };
      assert.equal(await store().resumeLease(moved, 'forest-1'), null);
      await store().moveLeases([moveOf(lease)], null);
      await fixture().harness.ageLeases(LEASE_TIMEOUT_SEC + 1);
      assert.equal((await store().locate([lease.characterId]))[0]?.instance, null);
      const character = await store().find(lease.characterId);
      assert.equal(await store().resumeLease(moved, 'forest-2'), null);
      assert.equal(await store().resumeLease(lease, 'forest-1'), null);
      assert.equal(await store().resumeLease({ ...moved, characterId: 'nobody' }, 'forest-1'), null);
      assert.deepEqual(await store().resumeLease(moved, 'forest-1'), character);
      assert.equal(await store().resumeLease(moved, 'forest-1'), null);
      assert.deepEqual(await placesOf([lease]), [THERE]);
    });

    it('TR5 a seat that nobody took gives back the lease that came for it, and none other', async () => {
      const [lease] = (await newLeases(1)) as [Lease];
      await store().moveLeases([moveOf(lease)], null);
      const promised = { ...lease, fence: 2 };
      await store().forsakeLease(promised, 'forest-2');
      await store().forsakeLease(lease, 'forest-1');
      await store().forsakeLease({ ...promised, characterId: 'nobody' }, 'forest-1');
      assert.deepEqual(await placesOf([lease]), [THERE]);
      await store().forsakeLease(promised, 'forest-1');
      assert.deepEqual(await placesOf([lease]), ['verdant-forest null 2']);
      assert.equal(await store().resumeLease(promised, 'forest-1'), null);
    });

    it('TR5 a lease that arrived, or was taken with the same fence, is nobody’s to give back', async () => {
      const [arrived, taken] = (await newLeases(2)) as [Lease, Lease];
      await store().moveLeases([moveOf(arrived)], null);
      await store().resumeLease({ ...arrived, fence: 2 }, 'forest-1');
      await store().forsakeLease({ ...arrived, fence: 2 }, 'forest-1');
      const { accountId } = (await store().find(taken.characterId))!;
      await store().takeLease(taken.characterId, accountId, 'forest-1');
      await store().forsakeLease({ ...taken, fence: 2 }, 'forest-1');
      assert.equal(await store().resumeLease({ ...taken, fence: 2 }, 'forest-1'), null);
      assert.deepEqual(await placesOf([arrived, taken]), [THERE, 'haven forest-1 2']);
    });

    it('TR5 nobody and nothing is located where there is nobody', async () => {
      assert.deepEqual(await store().locate([]), []);
      assert.deepEqual(await store().locate([randomUUID(), 'nobody']), []);
    });
  });
}
