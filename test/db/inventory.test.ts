import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { openFeeds } from '../../src/db/notifications.ts';
import type { Inventory } from '../../src/economy/inventory.ts';
import type { InventoryChange } from '../../src/economy/inventory-changes.ts';
import type { HolderOwner, InventoryStore } from '../../src/economy/inventory-store.ts';
import { characterOwner, makeInventory, storageOwner } from '../../src/economy/make-inventory.ts';
import { GameError } from '../../src/errors.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';
import { until } from '../kit/until.ts';

/** 32 bits of state; the same seed gives the same numbers from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('inventory on PostgreSQL', () => {
  let database: Database;
  let store: InventoryStore;
  let inventory: Inventory;
  let accountId: string;
  let owners: HolderOwner[];

  before(async () => {
    database = await openFreshDatabase();
    store = makeInventoryStore(database, () => new Date());
    inventory = makeInventory({ store, content: shippedContent() });
  });
  after(() => database.close());
  beforeEach(async () => {
    const account = accountRecord();
    accountId = account.id;
    await makeAccountStore(database).createAccount(account);
    const characters = [1, 2, 3].map(() => characterRecord(accountId, { level: 5 }));
    for (const character of characters) await makeCharacterStore(database).create(character, 5);
    owners = [...characters.map(({ id }) => characterOwner(id)), storageOwner(accountId)];
    await inventory.receive({
      key: randomUUID(),
      kind: 'loot',
      characterId: owners[0]!.id,
      credits: 100,
      stacks: [{ kind: 'iron-ore', amount: 40 }],
      items: [{ kind: 'trail-boots' }, { kind: 'dock-gloves' }, { kind: 'brass-compass' }],
    });
  });

  it('IV18 what is put on or taken off is told to every process, what is handed over is not', async () => {
    const feeds = await openFeeds(database);
    const told: string[][] = [];
    feeds.onEffectsChanged((ids) => told.push(ids));
    const [one, two] = owners as [HolderOwner, HolderOwner];
    const [holder] = await store.read([one]);
    const { id: itemId } = holder!.holdings.items.find(({ kind }) => kind === 'trail-boots')!;
    const act = (change: InventoryChange) =>
      inventory.change({ accountId, key: randomUUID(), kind: 'inventory.batch', changes: [change] });
    const parcel = { credits: 1, stacks: [], items: [] };
    await act({ do: 'transfer', from: one, to: two, parcel });
    await act({ do: 'equip', owner: one, itemId, slot: null });
    await act({ do: 'unequip', owner: one, itemId });
    await until(() => told.length === 2, 'both are told');
    assert.deepEqual(told, [[one.id], [one.id]]);
  });

  it('IV13 hundreds of random changes at once lose and double nothing, and none sees a deadlock', async () => {
    const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
    const random = seeded(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const things = (await store.read(owners)).flatMap(({ holdings }) => holdings.items.map(({ id }) => id));
    const change = (): InventoryChange => {
      const from = pick(owners);
      const to = pick(owners.filter((owner) => owner !== from));
      const dice = random();
      if (dice < 0.2) return { do: 'equip', owner: from, itemId: pick(things), slot: null };
      if (dice < 0.4) return { do: 'unequip', owner: from, itemId: pick(things) };
      const amount = random() < 0.2 ? 'all' : 1 + Math.floor(random() * 5);
      const parcel = {
        credits: 1 + Math.floor(random() * 5),
        stacks: random() < 0.5 ? [{ kind: 'iron-ore', amount } as const] : [],
        items: random() < 0.3 ? [pick(things)] : [],
      };
      return { do: 'transfer', from, to, parcel };
    };
    const requests = Array.from({ length: 300 }, () => ({
      accountId,
      key: randomUUID(),
      kind: 'inventory.batch' as const,
      changes: Array.from({ length: random() < 0.7 ? 1 : 2 }, change),
    }));
    // Every third comes twice.
    const sent = requests.flatMap((request, n) => (n % 3 === 0 ? [request, request] : [request]));
    const outcomes = await Promise.allSettled(sent.map((request) => inventory.change(request)));
    const codes = new Set<string>();
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      assert.ok(outcome.reason instanceof GameError, `seed ${seed}: ${outcome.reason}`);
      codes.add(outcome.reason.code);
    }
    for (const code of ['unavailable', 'internal', 'character_not_found'])
      assert.ok(!codes.has(code), `seed ${seed}: ${code}`);
    assert.ok(outcomes.filter(({ status }) => status === 'fulfilled').length > 30, `seed ${seed}`);

    const after = await store.read(owners);
    const sum = (of: (n: number) => number) => after.reduce((total, _, n) => total + of(n), 0);
    assert.equal(
      sum((n) => after[n]!.holdings.credits),
      100,
      `seed ${seed}`,
    );
    assert.equal(
      sum((n) => after[n]!.holdings.stacks.get('iron-ore') ?? 0),
      40,
      `seed ${seed}`,
    );
    assert.deepEqual(
      after.flatMap(({ holdings }) => holdings.items.map(({ id }) => id)).sort(),
      [...things].sort(),
      `seed ${seed}`,
    );
  });
});
