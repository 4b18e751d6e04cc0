import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { characterRecord, HOSTILE_TEXTS, later, uniqueName } from '../kit/records.ts';
import {
  CharacterFixture,
  type CharacterStoreHarness,
  type PartyHarness,
  saveOf,
} from './character-fixture.ts';
import { leaseContract } from './lease.contract.ts';
import { leaseMoveContract } from './lease-move.contract.ts';

/** What every CharacterStore does, whatever it keeps its records in. */
export function characterStoreContract(
  name: string,
  open: () => Promise<CharacterStoreHarness & PartyHarness>,
): void {
  describe(`CharacterStore: ${name}`, () => {
    let harness: CharacterStoreHarness & PartyHarness;
    let opened: CharacterFixture;
    const fixture = () => opened;

    before(async () => {
      harness = await open();
      opened = new CharacterFixture(harness);
    });
    after(() => harness.close());

    describe('characters', () => {
      it('CH2 stores a character exactly and finds it by id', async () => {
        const character = await fixture().newCharacter();
        assert.deepEqual(await fixture().store.find(character.id), character);
        assert.equal(await fixture().store.find(randomUUID()), null);
      });

      it('CH2 finds a character by its name, whatever the case', async () => {
        const character = await fixture().newCharacter();
        assert.deepEqual(await fixture().store.findByName(character.name), character);
        assert.deepEqual(await fixture().store.findByName(character.name.toUpperCase()), character);
        assert.equal(await fixture().store.findByName(uniqueName()), null);
      });

      it('CH2 refuses a name that is taken in another case, on any account', async () => {
        const first = await fixture().newCharacter();
        for (const name of [first.name, first.name.toUpperCase()]) {
          const second = characterRecord(await fixture().newAccountId(), { name });
          assert.equal(await fixture().store.create(second, 5), 'name_taken');
          assert.equal(await fixture().store.find(second.id), null);
        }
      });

      it('CH2 of 20 racing creations of one name exactly one wins', async () => {
        const name = uniqueName('Race');
        const rivals = await Promise.all(
          Array.from({ length: 20 }, async () => characterRecord(await fixture().newAccountId(), { name })),
        );
        const outcomes = await Promise.all(rivals.map((rival) => fixture().store.create(rival, 5)));
        assert.equal(outcomes.filter((outcome) => outcome === 'created').length, 1);
        assert.equal(outcomes.filter((outcome) => outcome === 'name_taken').length, 19);
      });

      it('CH3 holds the limit of an account, also among 20 racing creations', async () => {
        const accountId = await fixture().newAccountId();
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, () => fixture().store.create(characterRecord(accountId), 5)),
        );
        assert.equal(outcomes.filter((outcome) => outcome === 'created').length, 5);
        assert.equal(outcomes.filter((outcome) => outcome === 'limit_reached').length, 15);
        assert.equal((await fixture().store.listByAccount(accountId)).length, 5);
      });

      it('CH3 creates none for an account that is gone', async () => {
        const accountId = await fixture().newAccountId();
        await fixture().harness.accounts.deleteAccount(accountId);
        const character = characterRecord(accountId);
        assert.equal(await fixture().store.create(character, 5), 'account_gone');
        assert.equal(await fixture().store.find(character.id), null);
      });

      it('CH6 lists the characters of the account alone, oldest first', async () => {
        const accountId = await fixture().newAccountId();
        const young = characterRecord(accountId, { createdAt: later(60) });
        const old = characterRecord(accountId, { createdAt: later(30) });
        await fixture().store.create(young, 5);
        await fixture().store.create(old, 5);
        await fixture().newCharacter();
        assert.deepEqual(await fixture().store.listByAccount(accountId), [old, young]);
        assert.deepEqual(await fixture().store.listByAccount(randomUUID()), []);
      });

      it('CH5 deletes only for the owner, and frees the name', async () => {
        const character = await fixture().newCharacter();
        assert.equal(await fixture().store.delete(character.id, await fixture().newAccountId()), 'not_found');
        assert.deepEqual(await fixture().store.find(character.id), character);
        assert.equal(await fixture().store.delete(character.id, character.accountId), 'deleted');
        assert.equal(await fixture().store.find(character.id), null);
        assert.equal(await fixture().store.delete(character.id, character.accountId), 'not_found');
        const heir = characterRecord(character.accountId, { name: character.name });
        assert.equal(await fixture().store.create(heir, 5), 'created');
      });

      it('CH7 does not delete a character in the world, until its lease is given back', async () => {
        const lease = await fixture().newLease();
        assert.equal(await fixture().store.delete(lease.characterId, lease.accountId), 'in_world');
        await fixture().store.releaseLease(lease);
        assert.equal(await fixture().store.delete(lease.characterId, lease.accountId), 'deleted');
      });

      it('CH7 a lease that nobody renewed for 60 s no longer keeps its character from being deleted', async () => {
        const abandoned = await fixture().newLease();
        const renewed = await fixture().newLease();
        await fixture().harness.ageLeases(59);
        assert.equal(await fixture().store.delete(abandoned.characterId, abandoned.accountId), 'in_world');
        await fixture().store.renewLeases([renewed]);
        await fixture().harness.ageLeases(1);
        assert.equal(await fixture().store.delete(abandoned.characterId, abandoned.accountId), 'deleted');
        assert.equal(await fixture().store.delete(renewed.characterId, renewed.accountId), 'in_world');
      });

      it('AC15 characters go with their account', async () => {
        const lease = await fixture().newLease();
        await fixture().harness.accounts.deleteAccount(lease.accountId);
        assert.equal(await fixture().store.find(lease.characterId), null);
        assert.deepEqual(await fixture().store.saveCharacters([saveOf(lease, 1)]), [lease.characterId]);
      });
    });

    leaseContract(fixture);
    leaseMoveContract(fixture, () => harness);

    describe('hostile text', () => {
      for (const text of HOSTILE_TEXTS) {
        it(`CH8 ${JSON.stringify(text)} is data in every field and names nothing as an id`, async () => {
          const accountId = await fixture().newAccountId();
          const character = characterRecord(accountId, {
            name: `${text}${uniqueName()}`,
            classId: text,
            place: text,
          });
          assert.equal(await fixture().store.create(character, 5), 'created');
          const taken = await fixture().store.takeLease(character.id, accountId, text);
          const lease = { characterId: character.id, fence: taken!.fence };
          const save = { ...character, ...lease, place: text, x: 1, y: 2, facing: 3 };
          assert.deepEqual(await fixture().store.saveCharacters([save]), []);

          const nowhere = { ...save, characterId: text };
          assert.equal(await fixture().store.find(text), null);
          assert.equal(await fixture().store.findByName(text), null);
          assert.deepEqual(await fixture().store.listByAccount(text), []);
          assert.equal(await fixture().store.create(characterRecord(text), 5), 'account_gone');
          assert.equal(await fixture().store.delete(text, accountId), 'not_found');
          assert.equal(await fixture().store.delete(character.id, text), 'not_found');
          assert.equal(await fixture().store.takeLease(text, accountId, 'room'), null);
          assert.equal(await fixture().store.takeLease(character.id, text, 'room'), null);
          assert.deepEqual(await fixture().store.saveCharacters([nowhere]), [text]);
          assert.deepEqual(await fixture().store.renewLeases([nowhere]), [text]);
          await fixture().store.releaseLease(nowhere);
          assert.equal((await fixture().store.listByAccount(accountId)).length, 1);
        });
      }
    });
  });
}
