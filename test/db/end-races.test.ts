import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { applyBatch, type PreparedTransfer } from '../../src/db/ledger/batch.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import { bidOnListing } from '../../src/db/market/bid-listing.ts';
import { makeMarketStore } from '../../src/db/market/market-store.ts';
import { readOperation } from '../../src/db/reversal/operations.ts';
import { settle } from '../../src/db/reversal/settle.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Owner } from '../../src/economy/owner.ts';
import { Catalogue } from '../../src/market/catalogue.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW } from '../kit/records.ts';
import { until } from '../kit/until.ts';
import { characterOwner, reward } from '../kit/wealth.ts';

const SHOP: Owner = { kind: 'system', id: 'shop' };

describe('whoever ends in the middle of something', () => {
  let database: Database;

  beforeEach(async () => {
    database = await openFreshDatabase();
  });
  afterEach(() => database.close());

  async function newCharacter(credits = 0) {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const character = characterRecord(account.id);
    await makeCharacterStore(database).create(character, 5);
    const amounts = { ...(credits > 0 && { credits }), 'stack:iron-ore': 20 };
    await reward(makeLedger(database), character.id, amounts);
    return character;
  }

  async function item(characterId: string): Promise<string> {
    const request = { key: randomUUID(), kind: 'loot', actorId: null, body: null };
    const { result } = await operate(database, request, ({ createItems }) =>
      createItems([{ kind: 'tide-sabre', owner: characterOwner(characterId), from: 'rewards' }]),
    );
    return result[0]!;
  }

  async function problems(): Promise<string[]> {
    return (await makeEconomyAudit(database).run()).problems.map(({ text }) => text);
  }

  /** Resolves when so many wait for locks. */
  const waiting = (count: number) =>
    until(async () => {
      const rows = await database.dataSource.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length >= count;
    }, `${count} wait for locks`);

  /** Runs the later ones, each when those before it wait, while the first is done and not yet committed. */
  async function meanwhile(
    first: (hold: () => Promise<void>) => Promise<unknown>,
    ...later: (() => Promise<unknown>)[]
  ): Promise<PromiseSettledResult<unknown>[]> {
    const done = Promise.withResolvers<void>();
    const committing = Promise.withResolvers<void>();
    const running = [
      first(() => {
        done.resolve();
        return committing.promise;
      }),
    ];
    await Promise.race([done.promise, running[0]]);
    for (const [n, act] of later.entries()) {
      running.push(act());
      await waiting(n + 1);
    }
    committing.resolve();
    return Promise.allSettled(running);
  }

  function sale(id: string): PreparedTransfer {
    return {
      key: randomUUID(),
      kind: 'sell',
      actorId: id,
      hash: 'of the request',
      postings: [
        ...movement(characterOwner(id), SHOP, 'stack:iron-ore', 20),
        ...movement(SHOP, characterOwner(id), 'credits', 60),
      ],
      moves: [],
    };
  }

  for (const what of ['character', 'account'] as const) {
    const end = ({ id, accountId }: { id: string; accountId: string }) =>
      what === 'character'
        ? makeCharacterStore(database).delete(id, accountId)
        : makeAccountStore(database).deleteAccount(accountId);

    it(`IV19 a sale at the end of its ${what} leaves nothing behind`, async () => {
      const gone = await newCharacter();
      const sell = (hold: () => Promise<void>) =>
        database.transaction(async (manager) => {
          await applyBatch(manager, [sale(gone.id)]);
          await hold();
        });
      const [, ended] = await meanwhile(sell, () => end(gone));
      assert.equal(ended!.status, 'fulfilled');
      assert.deepEqual(await problems(), []);
    });

    it(`IV19 an item that is sold at the end of its ${what} stays with the shop`, async () => {
      const gone = await newCharacter();
      const itemId = await item(gone.id);
      const sell = (hold: () => Promise<void>) =>
        database.transaction(async (manager) => {
          const moves = [{ itemId, from: characterOwner(gone.id), to: SHOP }];
          await applyBatch(manager, [{ ...sale(gone.id), moves }]);
          await hold();
        });
      const [, ended] = await meanwhile(sell, () => end(gone));
      assert.equal(ended!.status, 'fulfilled');
      assert.deepEqual(await database.dataSource.query('SELECT owner_id FROM items'), [{ owner_id: 'shop' }]);
      assert.deepEqual(await problems(), []);
    });

    it(`IV19 a sale that comes after the end of its ${what} is refused`, async () => {
      const [gone, before] = [await newCharacter(10), await newCharacter(10)];
      await makeCharacterStore(database).delete(before.id, before.accountId);
      const [, ended, sold] = await meanwhile(
        (hold) =>
          database.transaction(async (manager) => {
            // The end waits for it, with all that it has locked.
            await manager.query(`SELECT FROM ledger_accounts WHERE owner_id = 'discarded' FOR UPDATE`);
            await hold();
          }),
        () => end(gone),
        () =>
          makeLedger(database).apply({ ...sale(gone.id), body: null, postings: [...sale(gone.id).postings] }),
      );
      assert.equal(ended!.status, 'fulfilled');
      assert.equal(sold?.status === 'rejected' && sold.reason.code, 'insufficient_items');
      assert.deepEqual(await problems(), []);
    });

    it(`EA15 what a reversal gives back at the end of its ${what} is discarded with the rest`, async () => {
      const gone = await newCharacter();
      const itemId = await item(gone.id);
      const move = { itemId, from: characterOwner(gone.id), to: SHOP };
      const ledger = makeLedger(database);
      const { operationId } = await ledger.apply({
        ...sale(gone.id),
        body: null,
        postings: [],
        items: [move],
      });
      const reverse = (hold: () => Promise<void>) =>
        database.transaction(async (manager) => {
          const moves = [{ itemId, from: SHOP, to: characterOwner(gone.id) }];
          await applyBatch(manager, [{ ...sale(gone.id), postings: [], moves }]);
          await settle(manager, [(await readOperation(manager, operationId))!]);
          await hold();
        });
      const [, ended] = await meanwhile(reverse, () => end(gone));
      assert.equal(ended!.status, 'fulfilled');
      assert.deepEqual(await database.dataSource.query('SELECT owner_id FROM items'), [
        { owner_id: 'discarded' },
      ]);
      assert.deepEqual(await problems(), []);
    });

    it(`MK20 a bid at the end of its ${what} does not outlive it`, async () => {
      const [seller, gone] = [await newCharacter(1_000), await newCharacter(1_000)];
      const market = makeMarketStore(database);
      const goods = { kind: 'iron-ore', amount: 5 };
      const { id: listingId } = await market.list(
        randomUUID(),
        { sellerId: seller.id, goods, unitPrice: null, startingBid: 10, hours: 24 },
        new Catalogue(shippedContent()),
        NOW,
      );
      const request = { key: randomUUID(), kind: 'market.bid', actorId: gone.id, body: null };
      const bid = (hold: () => Promise<void>) =>
        operate(database, request, async (scope) => {
          await bidOnListing(scope, { characterId: gone.id, listingId, amount: 100, now: NOW });
          await hold();
        });
      const [, ended] = await meanwhile(bid, () => end(gone));
      assert.equal(ended!.status, 'fulfilled');
      const { status, auction } = await market.get(listingId);
      assert.deepEqual([status, auction!.bid, auction!.bidderId], ['open', null, null]);
      assert.deepEqual(await problems(), []);
    });
  }
});
