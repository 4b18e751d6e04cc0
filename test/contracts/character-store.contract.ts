import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccountStore } from '../../src/accounts/account-store.ts';
import type { CharacterStore, Lease, LeaseFeed, PositionSave } from '../../src/characters/character-store.ts';
import { eventually } from '../kit/eventually.ts';
import { accountRecord, characterRecord, HOSTILE_TEXTS, later, uniqueName } from '../kit/records.ts';

export interface CharacterStoreHarness {
  accounts: AccountStore;
  store: CharacterStore;
  feed: LeaseFeed;
  /** Makes every lease older, as if nobody had renewed it for so long. */
  ageLeases(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** What every CharacterStore does, whatever it keeps its records in. */
export function characterStoreContract(name: string, open: () => Promise<CharacterStoreHarness>): void {
  describe(`CharacterStore: ${name}`, () => {
    let harness: CharacterStoreHarness;
    let store: CharacterStore;

    before(async () => {
      harness = await open();
      store = harness.store;
    });
    after(() => harness.close());

    async function newAccountId(): Promise<string> {
      const account = accountRecord();
      await harness.accounts.createAccount(account);
      return account.id;
    }

    async function newCharacter() {
      const character = characterRecord(await newAccountId());
      assert.equal(await store.create(character, 5), 'created');
      return character;
    }

    /** A character in the world, and the lease of its instance. */
    async function newLease(): Promise<Lease & { accountId: string }> {
      const { id, accountId } = await newCharacter();
      const taken = await store.takeLease(id, accountId, 'room-1');
      return { characterId: id, accountId, fence: taken!.fence };
    }

    function saveOf({ characterId, fence }: Lease, x: number): PositionSave {
      return { characterId, fence, place: 'meridian', x, y: -x, facing: 255 };
    }

    describe('characters', () => {
      it('CH2 stores a character exactly and finds it by id', async () => {
        const character = await newCharacter();
        assert.deepEqual(await store.find(character.id), character);
        assert.equal(await store.find(randomUUID()), null);
      });

      it('CH2 refuses a name that is taken in another case, on any account', async () => {
        const first = await newCharacter();
        for (const name of [first.name, first.name.toUpperCase()]) {
          const second = characterRecord(await newAccountId(), { name });
          assert.equal(await store.create(second, 5), 'name_taken');
          assert.equal(await store.find(second.id), null);
        }
      });

      it('CH2 of 20 racing creations of one name exactly one wins', async () => {
        const name = uniqueName('Race');
        const rivals = await Promise.all(
          Array.from({ length: 20 }, async () => characterRecord(await newAccountId(), { name })),
        );
        const outcomes = await Promise.all(rivals.map((rival) => store.create(rival, 5)));
        assert.equal(outcomes.filter((outcome) => outcome === 'created').length, 1);
        assert.equal(outcomes.filter((outcome) => outcome === 'name_taken').length, 19);
      });

      it('CH3 holds the limit of an account, also among 20 racing creations', async () => {
        const accountId = await newAccountId();
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, () => store.create(characterRecord(accountId), 5)),
        );
        assert.equal(outcomes.filter((outcome) => outcome === 'created').length, 5);
        assert.equal(outcomes.filter((outcome) => outcome === 'limit_reached').length, 15);
        assert.equal((await store.listByAccount(accountId)).length, 5);
      });

      it('CH3 creates none for an account that is gone', async () => {
        const accountId = await newAccountId();
        await harness.accounts.deleteAccount(accountId);
        const character = characterRecord(accountId);
        assert.equal(await store.create(character, 5), 'account_gone');
        assert.equal(await store.find(character.id), null);
      });

      it('CH6 lists the characters of the account alone, oldest first', async () => {
        const accountId = await newAccountId();
        const young = characterRecord(accountId, { createdAt: later(60) });
        const old = characterRecord(accountId, { createdAt: later(30) });
        await store.create(young, 5);
        await store.create(old, 5);
        await newCharacter();
        assert.deepEqual(await store.listByAccount(accountId), [old, young]);
        assert.deepEqual(await store.listByAccount(randomUUID()), []);
      });

      it('CH5 deletes only for the owner, and frees the name', async () => {
        const character = await newCharacter();
        assert.equal(await store.delete(character.id, await newAccountId()), 'not_found');
        assert.deepEqual(await store.find(character.id), character);
        assert.equal(await store.delete(character.id, character.accountId), 'deleted');
        assert.equal(await store.find(character.id), null);
        assert.equal(await store.delete(character.id, character.accountId), 'not_found');
        const heir = characterRecord(character.accountId, { name: character.name });
        assert.equal(await store.create(heir, 5), 'created');
      });

      it('CH7 does not delete a character in the world, until its lease is given back', async () => {
        const lease = await newLease();
        assert.equal(await store.delete(lease.characterId, lease.accountId), 'in_world');
        await store.releaseLease(lease);
        assert.equal(await store.delete(lease.characterId, lease.accountId), 'deleted');
      });

      it('CH7 a lease that nobody renewed for 60 s no longer keeps its character from being deleted', async () => {
        const abandoned = await newLease();
        const renewed = await newLease();
        await harness.ageLeases(59);
        assert.equal(await store.delete(abandoned.characterId, abandoned.accountId), 'in_world');
        await store.renewLeases([renewed]);
        await harness.ageLeases(1);
        assert.equal(await store.delete(abandoned.characterId, abandoned.accountId), 'deleted');
        assert.equal(await store.delete(renewed.characterId, renewed.accountId), 'in_world');
      });

      it('AC15 characters go with their account', async () => {
        const lease = await newLease();
        await harness.accounts.deleteAccount(lease.accountId);
        assert.equal(await store.find(lease.characterId), null);
        assert.deepEqual(await store.savePositions([saveOf(lease, 1)]), [lease.characterId]);
      });
    });

    describe('leases', () => {
      it('LE1 taking a lease hands out the character and a higher fence, whoever held it', async () => {
        const character = await newCharacter();
        const { id, accountId } = character;
        assert.deepEqual(await store.takeLease(id, accountId, 'room-1'), { character, fence: 1 });
        assert.deepEqual(await store.takeLease(id, accountId, 'room-2'), { character, fence: 2 });
        await store.releaseLease({ characterId: id, fence: 2 });
        assert.deepEqual(await store.takeLease(id, accountId, 'room-1'), { character, fence: 3 });
      });

      it('LE1 nobody takes the lease of somebody else’s character, or of none', async () => {
        const lease = await newLease();
        assert.equal(await store.takeLease(lease.characterId, await newAccountId(), 'room-2'), null);
        assert.equal(await store.takeLease(randomUUID(), lease.accountId, 'room-2'), null);
        assert.deepEqual(await store.renewLeases([lease]), []);
      });

      it('LE2 saves positions with the current fence only', async () => {
        const first = await newLease();
        assert.deepEqual(await store.savePositions([saveOf(first, 7.125)]), []);
        const taken = await store.takeLease(first.characterId, first.accountId, 'room-2');
        assert.deepEqual([taken?.character.place, taken?.character.x, taken?.character.y], ['meridian', 7.125, -7.125]);
        assert.equal(taken?.character.facing, 255);
        assert.deepEqual(await store.savePositions([saveOf(first, 99)]), [first.characterId]);
        assert.equal((await store.find(first.characterId))?.x, 7.125);
        const second = { characterId: first.characterId, fence: taken!.fence };
        assert.deepEqual(await store.savePositions([saveOf(second, 8)]), []);
        assert.equal((await store.find(first.characterId))?.x, 8);
        const future = { characterId: first.characterId, fence: taken!.fence + 1 };
        assert.deepEqual(await store.savePositions([saveOf(future, 99)]), [first.characterId]);
      });

      it('LE3 who gave a lease back may not write any more', async () => {
        const lease = await newLease();
        await store.releaseLease(lease);
        assert.deepEqual(await store.savePositions([saveOf(lease, 99)]), [lease.characterId]);
        assert.deepEqual(await store.renewLeases([lease]), [lease.characterId]);
        assert.equal((await store.find(lease.characterId))?.x, 12.25);
      });

      it('LE3 a lease that was taken over cannot be given back by who lost it', async () => {
        const lost = await newLease();
        const taken = await store.takeLease(lost.characterId, lost.accountId, 'room-2');
        await store.releaseLease(lost);
        assert.deepEqual(await store.renewLeases([{ characterId: lost.characterId, fence: taken!.fence }]), []);
        assert.equal(await store.delete(lost.characterId, lost.accountId), 'in_world');
      });

      it('LE4 one batch saves the current ones and reports the stale ones', async () => {
        const leases = await Promise.all(Array.from({ length: 20 }, newLease));
        const stale = leases.filter((_, i) => i % 3 === 0);
        await Promise.all(stale.map((lease) => store.takeLease(lease.characterId, lease.accountId, 'room-2')));
        const refused = await store.savePositions(leases.map((lease, i) => saveOf(lease, i + 100)));
        const unknown = { characterId: randomUUID(), fence: 1 };
        assert.deepEqual(refused, stale.map((lease) => lease.characterId));
        for (const [i, lease] of leases.entries()) {
          assert.equal((await store.find(lease.characterId))?.x, i % 3 === 0 ? 12.25 : i + 100);
        }
        assert.deepEqual(await store.renewLeases([...leases, unknown]), [...refused, unknown.characterId]);
        assert.deepEqual(await store.savePositions([]), []);
        assert.deepEqual(await store.renewLeases([]), []);
      });

      it('LE5 announces every lease that is taken, with its fence', async () => {
        const announced: Lease[] = [];
        const end = harness.feed.onLeaseTaken((lease) => announced.push(lease));
        const { characterId, accountId } = await newLease();
        await store.takeLease(characterId, accountId, 'room-2');
        await eventually('both takings are announced', () => announced.length === 2);
        end();
        assert.deepEqual(announced, [
          { characterId, fence: 1 },
          { characterId, fence: 2 },
        ]);
      });

      it('LE7 of 10 racing takings each gets its own fence, and the highest alone may write', async () => {
        const { id, accountId } = await newCharacter();
        const taken = await Promise.all(
          Array.from({ length: 10 }, (_, i) => store.takeLease(id, accountId, `room-${i}`)),
        );
        const fences = taken.map((lease) => lease!.fence);
        assert.deepEqual([...fences].sort((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        const refusals = await Promise.all(
          fences.map((fence) => store.savePositions([saveOf({ characterId: id, fence }, fence)])),
        );
        assert.deepEqual(refusals.map((refused) => refused.length), fences.map((fence) => (fence === 10 ? 0 : 1)));
        assert.equal((await store.find(id))?.x, 10);
      });

      it('LE7 batches over the same characters in opposite order do not block each other', async () => {
        const leases = await Promise.all(Array.from({ length: 50 }, newLease));
        const backwards = [...leases].reverse();
        const batches = Array.from({ length: 10 }, (_, i) => [
          store.savePositions(leases.map((lease) => saveOf(lease, i))),
          store.renewLeases(backwards),
          store.savePositions(backwards.map((lease) => saveOf(lease, i))),
        ]);
        assert.deepEqual(await Promise.all(batches.flat()), Array(30).fill([]));
      });

      for (const impossible of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        it(`LE8 a position of ${impossible} is not stored`, async () => {
          const lease = await newLease();
          await assert.rejects(store.savePositions([saveOf(lease, impossible)]));
          assert.equal((await store.find(lease.characterId))?.x, 12.25);
        });
      }
    });

    describe('hostile text', () => {
      for (const text of HOSTILE_TEXTS) {
        it(`CH8 ${JSON.stringify(text)} is data in every field and names nothing as an id`, async () => {
          const accountId = await newAccountId();
          const character = characterRecord(accountId, { name: `${text}${uniqueName()}`, classId: text, place: text });
          assert.equal(await store.create(character, 5), 'created');
          const taken = await store.takeLease(character.id, accountId, text);
          const save = { characterId: character.id, fence: taken!.fence, place: text, x: 1, y: 2, facing: 3 };
          assert.deepEqual(await store.savePositions([save]), []);

          const nowhere = { ...save, characterId: text };
          assert.equal(await store.find(text), null);
          assert.deepEqual(await store.listByAccount(text), []);
          assert.equal(await store.create(characterRecord(text), 5), 'account_gone');
          assert.equal(await store.delete(text, accountId), 'not_found');
          assert.equal(await store.delete(character.id, text), 'not_found');
          assert.equal(await store.takeLease(text, accountId, 'room'), null);
          assert.equal(await store.takeLease(character.id, text, 'room'), null);
          assert.deepEqual(await store.savePositions([nowhere]), [text]);
          assert.deepEqual(await store.renewLeases([nowhere]), [text]);
          await store.releaseLease(nowhere);
          assert.equal((await store.listByAccount(accountId)).length, 1);
        });
      }
    });
  });
}
