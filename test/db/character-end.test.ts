import assert from 'node:assert/strict';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import { placedIn } from '../../src/economy/equipment.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import { characterOwner, makeInventory } from '../../src/economy/make-inventory.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';

describe('the end of a character', () => {
  let database: Database;

  before(async () => {
    database = await openFreshDatabase();
  });
  after(() => database.close());

  async function newCharacter() {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const character = characterRecord(account.id);
    await makeCharacterStore(database).create(character, 5);
    return character;
  }

  it('IV17 what a deleted character had is discarded with it: worn and fitted things, and more than one posting moves', async () => {
    const { id, accountId } = await newCharacter();
    const owner = characterOwner(id);
    const store = makeInventoryStore(database, () => new Date());
    await makeInventory({ store, content: shippedContent() }).outfit(accountId, id);
    const request = { key: `rich:${id}`, kind: 'reward', actorId: null, body: null };
    await operate(database, request, async ({ createItems, post }) => {
      await createItems([
        { kind: 'trail-boots', owner, from: 'rewards', placed: placedIn('feet') },
        { kind: 'wren', owner, from: 'rewards', placed: 'active' },
      ]);
      const rewards = { kind: 'system', id: 'rewards' } as const;
      const most = () => movement(rewards, owner, 'credits', 1_000_000_000);
      await post([...most(), ...most(), ...most()]);
    });
    assert.equal(await makeCharacterStore(database).delete(id, accountId), 'deleted');
    const items = await database.dataSource.query(
      `SELECT kind, placed FROM items WHERE owner_kind = 'system' AND owner_id = 'discarded' ORDER BY kind`,
    );
    assert.deepEqual(
      items,
      ['issue-blade', 'issue-jacket', 'trail-boots', 'wren'].map((kind) => ({ kind, placed: null })),
    );
    const balances = await database.dataSource.query(
      `SELECT asset, owner_id, balance FROM ledger_accounts WHERE owner_id IN ('discarded', $1) ORDER BY 1, 2`,
      [id],
    );
    assert.deepEqual(
      balances.filter(({ balance }: { balance: string }) => balance !== '0'),
      [
        { asset: 'credits', owner_id: 'discarded', balance: '3000000100' },
        { asset: 'stack:field-ration', owner_id: 'discarded', balance: '5' },
      ],
    );
  });

  it('IV17 who cannot be deleted keeps everything, and can be deleted later', async () => {
    const { id, accountId } = await newCharacter();
    const characters = makeCharacterStore(database);
    const store = makeInventoryStore(database, () => new Date());
    await makeInventory({ store, content: shippedContent() }).outfit(accountId, id);
    const { fence } = (await characters.takeLease(id, accountId, 'room-1'))!;
    assert.equal(await characters.delete(id, accountId), 'in_world');
    const [holder] = await store.read([characterOwner(id)]);
    assert.equal(holder!.holdings.items.length, 2);
    await characters.releaseLease({ characterId: id, fence });
    assert.equal(await characters.delete(id, accountId), 'deleted');
    assert.equal(await characters.delete(id, accountId), 'not_found');
  });
});
