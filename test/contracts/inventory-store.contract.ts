import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccountStore } from '../../src/accounts/account-store.ts';
import type { CharacterStore } from '../../src/characters/character-store.ts';
import type { Grant, Inventory } from '../../src/economy/inventory.ts';
import type { InventoryChange } from '../../src/economy/inventory-changes.ts';
import type { InventoryStore } from '../../src/economy/inventory-store.ts';
import type { Ledger } from '../../src/economy/ledger.ts';
import { characterOwner, makeInventory, storageOwner } from '../../src/economy/make-inventory.ts';
import { parcel } from '../economy/inventory-kit.ts';
import { shippedContent } from '../kit/open-content.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';

export interface InventoryHarness {
  accounts: AccountStore;
  characters: CharacterStore;
  store: InventoryStore;
  ledger: Ledger;
  /** Everything that waits in mails for a character: amounts of stacks, kinds of items. */
  mailed(characterId: string): Promise<{ stacks: Record<string, number>; items: string[] }>;
  close(): Promise<void>;
}

/** What every InventoryStore has to do, through the use-cases that stand on it. */
export function inventoryStoreContract(name: string, open: () => Promise<InventoryHarness>): void {
  describe(`inventory store: ${name}`, () => {
    let harness: InventoryHarness;
    let inventory: Inventory;
    let accountId: string;
    let iria: string;
    let oren: string;

    before(async () => {
      harness = await open();
      inventory = makeInventory({ store: harness.store, content: shippedContent() });
    });
    after(() => harness.close());
    beforeEach(async () => {
      accountId = await newAccount();
      [iria, oren] = [await newCharacter(accountId), await newCharacter(accountId)];
    });

    async function newAccount(): Promise<string> {
      const account = accountRecord();
      await harness.accounts.createAccount(account);
      return account.id;
    }

    async function newCharacter(account: string): Promise<string> {
      const character = characterRecord(account, { level: 5 });
      assert.equal(await harness.characters.create(character, 5), 'created');
      return character.id;
    }

    function grant(characterId: string, given: Partial<Grant>): Promise<'inventory' | 'mail'> {
      return inventory.receive({
        key: randomUUID(),
        kind: 'loot',
        characterId,
        credits: 0,
        stacks: [],
        items: [],
        ...given,
      });
    }

    function change(...changes: InventoryChange[]) {
      return inventory.change({ accountId, key: randomUUID(), kind: 'inventory.batch', changes });
    }

    /** What a character has, without ids. */
    async function has(characterId: string) {
      const [holder] = await harness.store.read([characterOwner(characterId)]);
      const { credits, stacks, items } = holder!.holdings;
      return {
        credits,
        stacks: Object.fromEntries(stacks),
        items: items.map(({ kind, placed }) => (placed === null ? kind : `${kind} ${placed}`)).sort(),
      };
    }

    async function itemOf(characterId: string, kind: string): Promise<string> {
      const [holder] = await harness.store.read([characterOwner(characterId)]);
      return holder!.holdings.items.find((item) => item.kind === kind)!.id;
    }

    it('IV9 what is received is there once, however often it comes', async () => {
      const loot = {
        key: `loot:${randomUUID()}`,
        credits: 7,
        stacks: [{ kind: 'iron-ore', amount: 3 }],
        items: [{ kind: 'trail-boots', state: { dye: 'red' } }],
      };
      const answers = await Promise.all(Array.from({ length: 5 }, () => grant(iria, loot)));
      assert.deepEqual(new Set(answers), new Set(['inventory']));
      assert.deepEqual(await has(iria), { credits: 7, stacks: { 'iron-ore': 3 }, items: ['trail-boots'] });
      const [holder] = await harness.store.read([characterOwner(iria)]);
      assert.deepEqual(holder!.holdings.items[0]!.state, { dye: 'red' });
      await assert.rejects(grant(iria, { ...loot, credits: 8 }), { code: 'idempotency_key_reused' });
    });

    it('IV10 without room for all of it everything but credits comes by mail', async () => {
      const ore = { kind: 'iron-ore', amount: 121 };
      assert.equal(
        await grant(iria, { credits: 5, stacks: [ore], items: [{ kind: 'dock-gloves' }] }),
        'mail',
      );
      assert.deepEqual(await has(iria), { credits: 5, stacks: {}, items: [] });
      assert.deepEqual(await harness.mailed(iria), { stacks: { 'iron-ore': 121 }, items: ['dock-gloves'] });
    });

    it('IV10 what comes at the same time never fills an inventory beyond its capacity', async () => {
      const ten = { stacks: [{ kind: 'iron-ore', amount: 50 }] };
      const answers = await Promise.all(Array.from({ length: 6 }, () => grant(iria, ten)));
      assert.equal(answers.filter((answer) => answer === 'inventory').length, 2);
      assert.deepEqual((await has(iria)).stacks, { 'iron-ore': 100 });
      assert.deepEqual((await harness.mailed(iria)).stacks, { 'iron-ore': 200 });
    });

    it('IV8 a batch over characters and storage happens as a whole', async () => {
      await grant(iria, {
        credits: 10,
        stacks: [{ kind: 'iron-ore', amount: 5 }],
        items: [{ kind: 'trail-boots' }],
      });
      const boots = await itemOf(iria, 'trail-boots');
      const [from, to, storage] = [characterOwner(iria), characterOwner(oren), storageOwner(accountId)];
      const receipts = await change(
        { do: 'equip', owner: from, itemId: boots, slot: null },
        { do: 'unequip', owner: from, itemId: boots },
        { do: 'transfer', from, to, parcel: parcel({ credits: 4, items: [boots] }) },
        { do: 'equip', owner: to, itemId: boots, slot: 'feet' },
        {
          do: 'transfer',
          from,
          to: storage,
          parcel: parcel({ stacks: [{ kind: 'iron-ore', amount: 'all' }] }),
        },
      );
      assert.deepEqual(await has(iria), { credits: 6, stacks: {}, items: [] });
      assert.deepEqual(await has(oren), { credits: 4, stacks: {}, items: ['trail-boots equip:feet'] });
      assert.deepEqual(await harness.ledger.balances(storage), [{ asset: 'stack:iron-ore', amount: 5 }]);
      assert.deepEqual(receipts, [
        {
          owner: from,
          credits: -4,
          stacks: [{ kind: 'iron-ore', change: -5 }],
          items: [],
          gone: [boots],
        },
        {
          owner: to,
          credits: 4,
          stacks: [],
          items: [{ id: boots, kind: 'trail-boots', placed: 'equip:feet' }],
          gone: [],
        },
        { owner: storage, credits: 0, stacks: [{ kind: 'iron-ore', change: 5 }], items: [], gone: [] },
      ]);
    });

    it('IV8 one change that is refused undoes those before it', async () => {
      await grant(iria, { credits: 10, items: [{ kind: 'trail-boots' }, { kind: 'tide-sabre' }] });
      const before = await has(iria);
      const owner = characterOwner(iria);
      const boots = await itemOf(iria, 'trail-boots');
      await assert.rejects(
        change(
          { do: 'equip', owner, itemId: boots, slot: null },
          { do: 'transfer', from: owner, to: characterOwner(oren), parcel: parcel({ credits: 3 }) },
          { do: 'equip', owner, itemId: await itemOf(iria, 'tide-sabre'), slot: 'head' },
        ),
        { code: 'slot_mismatch' },
      );
      assert.deepEqual(await has(iria), before);
      assert.deepEqual(await has(oren), { credits: 0, stacks: {}, items: [] });
    });

    it('IV11 the same key answers the same and does nothing; another body under it is refused', async () => {
      await grant(iria, { credits: 10 });
      const [from, to] = [characterOwner(iria), characterOwner(oren)];
      const request = {
        accountId,
        key: randomUUID(),
        kind: 'inventory.transfer' as const,
        changes: [{ do: 'transfer' as const, from, to, parcel: parcel({ credits: 3 }) }],
      };
      const first = await inventory.change(request);
      assert.deepEqual(await inventory.change(request), first);
      assert.equal((await has(oren)).credits, 3);
      const other = { ...request, changes: [{ ...request.changes[0]!, parcel: parcel({ credits: 4 }) }] };
      await assert.rejects(inventory.change(other), { code: 'idempotency_key_reused' });
    });

    it('IV12 nobody moves what another account has, nor into it', async () => {
      const strangers = await newAccount();
      const thief = await newCharacter(strangers);
      await grant(iria, { credits: 10, items: [{ kind: 'trail-boots' }] });
      const boots = await itemOf(iria, 'trail-boots');
      const theft = (from: InventoryChange & { do: 'transfer' }) =>
        inventory.change({
          accountId: strangers,
          key: randomUUID(),
          kind: 'inventory.transfer',
          changes: [from],
        });
      const [victim, mine] = [characterOwner(iria), characterOwner(thief)];
      for (const [from, to] of [
        [victim, mine],
        [mine, victim],
        [storageOwner(accountId), mine],
      ] as const) {
        await assert.rejects(theft({ do: 'transfer', from, to, parcel: parcel({ credits: 1 }) }), {
          code: 'character_not_found',
        });
      }
      const own = { do: 'transfer', from: mine, to: storageOwner(strangers) } as const;
      await assert.rejects(theft({ ...own, parcel: parcel({ items: [boots] }) }), { code: 'item_not_found' });
      await assert.rejects(inventory.look(strangers, iria), { code: 'character_not_found' });
      await assert.rejects(grant(randomUUID(), { credits: 1 }), { code: 'character_not_found' });
      assert.deepEqual(await has(iria), { credits: 10, stacks: {}, items: ['trail-boots'] });
    });

    it('IV13 what many hand over at once arrives once', async () => {
      await grant(iria, { items: [{ kind: 'trail-boots' }], stacks: [{ kind: 'iron-ore', amount: 10 }] });
      const boots = await itemOf(iria, 'trail-boots');
      const from = characterOwner(iria);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 12 }, (_, n) =>
          change({
            do: 'transfer',
            from,
            to: n % 2 === 0 ? characterOwner(oren) : storageOwner(accountId),
            parcel: parcel({ items: [boots], stacks: [{ kind: 'iron-ore', amount: 6 }] }),
          }),
        ),
      );
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.deepEqual(await has(iria), { credits: 0, stacks: { 'iron-ore': 4 }, items: [] });
    });

    it('IV14 a new character has its kit once, and its account the first credits once', async () => {
      await Promise.all([inventory.outfit(accountId, iria), inventory.outfit(accountId, iria)]);
      await inventory.outfit(accountId, oren);
      const kit = { stacks: { 'field-ration': 5 }, items: ['issue-blade', 'issue-jacket'] };
      assert.deepEqual(await has(iria), { credits: 100, ...kit });
      assert.deepEqual(await has(oren), { credits: 0, ...kit });
    });

    it('IV14 who looks at a character without its kit finds it there', async () => {
      const { character, storage } = await inventory.look(accountId, iria);
      assert.deepEqual(character.stacks, [{ kind: 'field-ration', amount: 5 }]);
      assert.equal(character.credits, 100);
      assert.deepEqual(character.capacity, { slots: 30, weight: 60_000 });
      assert.deepEqual(storage, {
        credits: 0,
        used: { slots: 0, weight: 0 },
        capacity: { slots: 200, weight: 2_000_000 },
        stacks: [],
        items: [],
      });
      const owner = characterOwner(iria);
      await change({
        do: 'discard',
        from: owner,
        parcel: { stacks: [{ kind: 'field-ration', amount: 'all' }], items: [] },
      });
      assert.deepEqual((await inventory.look(accountId, iria)).character.stacks, []);
    });
  });
}
