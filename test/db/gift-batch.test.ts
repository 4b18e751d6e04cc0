import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import type { Grant, Inventory } from '../../src/economy/inventory.ts';
import { makeInventory } from '../../src/economy/make-inventory.ts';
import type { GameError } from '../../src/errors.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';
import { wealthOf } from '../kit/wealth.ts';

describe('gifts in batches', () => {
  let database: Database;
  let inventory: Inventory;
  let accountId: string;

  beforeEach(async () => {
    database = await openFreshDatabase();
    const store = makeInventoryStore(database, () => new Date());
    inventory = makeInventory({ store, content: shippedContent() });
    const account = accountRecord();
    accountId = account.id;
    await makeAccountStore(database).createAccount(account);
  });
  afterEach(() => database.close());

  async function newCharacters(count: number): Promise<string[]> {
    const records = Array.from({ length: count }, () => characterRecord(accountId));
    for (const record of records) await makeCharacterStore(database).create(record, count);
    return records.map(({ id }) => id);
  }

  const grant = (characterId: string, given: Partial<Grant> = {}): Grant => ({
    key: randomUUID(),
    kind: 'loot',
    characterId,
    credits: 0,
    stacks: [],
    items: [],
    ...given,
  });

  const ore = (amount: number) => [{ kind: 'iron-ore', amount }];
  const wealth = (id: string) => wealthOf(makeLedger(database), id);

  async function assertSound(): Promise<void> {
    assert.deepEqual((await makeEconomyAudit(database).run()).problems, []);
  }

  async function count(text: string): Promise<number> {
    const { rows } = await database.query({ text: `SELECT count(*)::int AS n FROM ${text}` });
    return (rows[0] as { n: number }).n;
  }

  it('LO15 five hundred gifts at once for fifty characters, a third of them twice, arrive once each, in few transactions', async () => {
    const characters = await newCharacters(50);
    const grants = Array.from({ length: 500 }, (_, n) =>
      grant(characters[n % 50]!, {
        credits: 1 + (n % 7),
        stacks: ore(1 + (n % 3)),
        items: n % 10 === 0 ? [{ kind: 'trail-boots' }] : [],
      }),
    );
    const sent = grants.flatMap((one, n) => (n % 3 === 0 ? [one, one] : [one]));
    const deliveries = await Promise.all(sent.map((one) => inventory.receive(one)));
    assert.deepEqual(new Set(deliveries), new Set(['inventory']));
    for (const [at, id] of characters.entries()) {
      const own = grants.filter((_, n) => n % 50 === at);
      assert.deepEqual(await wealth(id), {
        credits: own.reduce((sum, { credits }) => sum + credits, 0),
        'stack:iron-ore': own.reduce((sum, { stacks }) => sum + stacks[0]!.amount, 0),
      });
    }
    assert.equal(await count('operations'), 500);
    assert.equal(await count("items WHERE kind = 'trail-boots'"), 50);
    const transactions = await count('(SELECT DISTINCT xmin::text FROM operations) AS written');
    assert.ok(transactions <= 20, `${transactions} transactions`);
    await assertSound();
  });

  it('LO15 each stands or falls by itself', async () => {
    const [ann, bob] = (await newCharacters(2)) as [string, string];
    const used = grant(ann, { credits: 1 });
    await inventory.receive(used);
    const outcomes = await Promise.allSettled(
      [
        grant(ann, { credits: 10 }),
        grant(randomUUID(), { credits: 10 }),
        { ...used, credits: 2 },
        grant('nobody', { credits: 10 }),
        used,
        grant(bob, { stacks: ore(4) }),
      ].map((one) => inventory.receive(one)),
    );
    assert.deepEqual(
      outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as GameError).code)),
      [
        'inventory',
        'character_not_found',
        'idempotency_key_reused',
        'character_not_found',
        'inventory',
        'inventory',
      ],
    );
    assert.deepEqual([await wealth(ann), await wealth(bob)], [{ credits: 11 }, { 'stack:iron-ore': 4 }]);
    assert.equal(await count('operations'), 3, 'the keys of what was refused may be used again');
    await assertSound();
  });

  it('LO15 gifts of one batch find what those before them have brought: what is too much comes by mail', async () => {
    const [ann] = (await newCharacters(1)) as [string];
    const gifts = Array.from({ length: 5 }, () => grant(ann, { stacks: ore(50), credits: 1 }));
    const deliveries = await Promise.all(gifts.map((one) => inventory.receive(one)));
    assert.deepEqual(deliveries, ['inventory', 'inventory', 'mail', 'mail', 'mail']);
    assert.deepEqual(await wealth(ann), { credits: 5, 'stack:iron-ore': 100 });
    assert.deepEqual(await Promise.all(gifts.map((one) => inventory.receive(one))), deliveries);
    assert.equal(await count("mails WHERE reason = 'delivery'"), 3);
    await assertSound();
  });

  it('LO15 gifts and other changes of the same characters at once wait for each other, and none sees a deadlock', async () => {
    const characters = await newCharacters(8);
    await Promise.all(characters.map((id) => inventory.receive(grant(id, { credits: 1_000 }))));
    const owner = (id: string) => ({ kind: 'character', id }) as const;
    const transfers = Array.from({ length: 100 }, (_, n) =>
      inventory.change({
        accountId,
        key: randomUUID(),
        kind: 'inventory.transfer',
        changes: [
          {
            do: 'transfer',
            from: owner(characters[n % 8]!),
            to: owner(characters[(n + 1 + (n % 7)) % 8]!),
            parcel: { credits: 1, stacks: [], items: [] },
          },
        ],
      }),
    );
    const gifts = Array.from({ length: 200 }, (_, n) =>
      inventory.receive(grant(characters[n % 8]!, { credits: 2 })),
    );
    await Promise.all([...transfers, ...gifts]);
    const all = await Promise.all(characters.map(wealth));
    assert.equal(
      all.reduce((sum, { credits }) => sum + credits!, 0),
      8_400,
    );
    await assertSound();
  });
});
