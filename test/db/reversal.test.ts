import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeGameEvents } from '../../src/db/event-store.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import { makeMailStore } from '../../src/db/market/mail-store.ts';
import { makeMarketStore } from '../../src/db/market/market-store.ts';
import { makeReversals } from '../../src/db/reversal/reversals.ts';
import { makeUpgradeStore } from '../../src/db/upgrade-store.ts';
import type { Ledger } from '../../src/economy/ledger.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Owner } from '../../src/economy/owner.ts';
import type { Reversals } from '../../src/economy/reversal.ts';
import { Catalogue } from '../../src/market/catalogue.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW } from '../kit/records.ts';
import { characterOwner, wealthOf } from '../kit/wealth.ts';

describe('reversal of operations', () => {
  let database: Database;
  let ledger: Ledger;
  let reversals: Reversals;
  let mira: Owner;
  let tam: Owner;
  let ann: Owner;

  beforeEach(async () => {
    database = await openFreshDatabase();
    ledger = makeLedger(database);
    reversals = makeReversals(database);
    [mira, tam, ann] = [await newCharacter(), await newCharacter(), await newCharacter()];
  });
  // Whatever was reversed, the books are right.
  afterEach(async () => {
    const { problems } = await makeEconomyAudit(database).run();
    await database.close();
    assert.deepEqual(problems, []);
  });

  async function newCharacter(): Promise<Owner> {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const { id } = characterRecord(account.id);
    await makeCharacterStore(database).create(characterRecord(account.id, { id }), 1);
    return characterOwner(id);
  }

  async function pay(from: Owner, to: Owner, amount: number, asset = 'credits' as const): Promise<string> {
    const postings = movement(from, to, asset, amount);
    const request = { key: randomUUID(), kind: 'transfer', actorId: from.id, body: null, postings };
    return (await ledger.apply(request)).operationId;
  }

  const REWARDS: Owner = { kind: 'system', id: 'rewards' };
  const credits = async (owner: Owner) => (await wealthOf(ledger, owner.id)).credits ?? 0;
  const ids = ({ chain }: { chain: { operationId: string }[] }) =>
    chain.map(({ operationId }) => operationId);

  async function give(owner: Owner, kind: string, placed?: string) {
    const request = { key: randomUUID(), kind: 'loot', actorId: null, body: null };
    const { operationId, result } = await operate(database, request, ({ createItems }) =>
      createItems([{ kind, owner, from: 'rewards', ...(placed && { placed }) }]),
    );
    return { operationId, itemId: result[0]! };
  }

  async function ownerOf(itemId: string): Promise<string> {
    const [row] = await database.dataSource.query(
      `SELECT owner_kind || ' ' || owner_id AS owner, placed FROM items WHERE id = $1`,
      [itemId],
    );
    return `${row.owner}${row.placed ? ` ${row.placed}` : ''}`;
  }

  it('EA7 an operation is taken back once, by an operation of its own; its characters find it in their events', async () => {
    await pay(REWARDS, mira, 100);
    const payment = await pay(mira, tam, 60);
    assert.deepEqual(ids(await reversals.preview(payment)), [payment]);
    assert.deepEqual([await credits(mira), await credits(tam)], [40, 60]);
    assert.deepEqual(ids(await reversals.reverse(payment)), [payment]);
    assert.deepEqual([await credits(mira), await credits(tam)], [100, 0]);
    await assert.rejects(reversals.reverse(payment), { code: 'operation_reversed' });
    const [entry] = (await ledger.entries(mira, 'credits', null, 1)).entries;
    assert.deepEqual([entry!.kind, entry!.amount], ['reverse', 60]);
    await assert.rejects(reversals.reverse(entry!.operationId), { code: 'reversal_impossible' });
    for (const { id } of [mira, tam]) {
      const { entries } = await makeGameEvents(database).list(id, null, 10);
      assert.deepEqual(
        entries.map(({ kind, data }) => ({ kind, data })),
        [{ kind: 'operation-reversed', data: { operationId: payment, kind: 'transfer' } }],
      );
    }
  });

  it('EA7 of many who reverse one operation at once one does it', async () => {
    await pay(REWARDS, mira, 100);
    const payment = await pay(mira, tam, 60);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => reversals.reverse(payment)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual([await credits(mira), await credits(tam)], [100, 0]);
  });

  it('EA8 who has spent it gets the newest of it back first, and nobody more than needed', async () => {
    const loot = await pay(REWARDS, mira, 100);
    await pay(REWARDS, mira, 20);
    const first = await pay(mira, tam, 50);
    const second = await pay(mira, tam, 30);
    const third = await pay(mira, ann, 10);
    const onward = await pay(tam, ann, 75);
    assert.deepEqual(ids(await reversals.reverse(loot)), [onward, third, second, first, loot]);
    assert.deepEqual(await Promise.all([mira, tam, ann].map(credits)), [20, 0, 0]);
  });

  it('EA8 what was left alone stays: a chain ends where there is enough', async () => {
    const loot = await pay(REWARDS, mira, 100);
    const spent = await pay(mira, tam, 30);
    await pay(REWARDS, mira, 30);
    assert.deepEqual(ids(await reversals.reverse(loot)), [loot]);
    assert.deepEqual([await credits(mira), await credits(tam)], [0, 30]);
    await assert.rejects(reversals.reverse(spent.replace(/^/, '9')), { code: 'operation_not_found' });
    for (const odd of ['0', '-1', "1'; --", '1e3', '']) {
      await assert.rejects(reversals.reverse(odd), { code: 'operation_not_found' });
    }
  });

  it('EA9 an item comes back from whoever has it, worn or fitted, and what is in a ship falls out of it', async () => {
    const { operationId, itemId: ship } = await give(mira, 'wren');
    const move = await ledger.apply({
      key: randomUUID(),
      kind: 'transfer',
      actorId: null,
      body: null,
      postings: [],
      items: [{ itemId: ship, from: mira, to: tam }],
    });
    const { itemId: module } = await give(tam, 'laser', `fit:${ship}:high-1`);
    await database.dataSource.query(`UPDATE items SET placed = 'active' WHERE id = $1`, [ship]);
    assert.deepEqual(ids(await reversals.reverse(move.operationId)), [move.operationId]);
    assert.equal(await ownerOf(ship), `character ${mira.id}`);
    assert.equal(await ownerOf(module), `character ${tam.id}`);
    assert.deepEqual(ids(await reversals.reverse(operationId)), [operationId]);
    assert.equal(await ownerOf(ship), 'system rewards');
  });

  describe('at the trading post', () => {
    const catalogue = new Catalogue(shippedContent());
    const operationOf = async (kind: string): Promise<string> => {
      const [row] = await database.dataSource.query(
        'SELECT id FROM operations WHERE kind = $1 ORDER BY id DESC LIMIT 1',
        [kind],
      );
      return row.id;
    };

    async function list(amount: number, startingBid: number | null = null): Promise<string> {
      await ledger.apply({
        key: randomUUID(),
        kind: 'loot',
        actorId: null,
        body: null,
        postings: [
          ...movement(REWARDS, mira, 'stack:iron-ore', amount),
          ...movement(REWARDS, mira, 'credits', 100),
        ],
      });
      const goods = { kind: 'iron-ore', amount };
      const listing = { sellerId: mira.id, goods, unitPrice: 10, startingBid, hours: 24 };
      return (await makeMarketStore(database).list(randomUUID(), listing, catalogue, NOW)).id;
    }

    const buy = (listingId: string, amount: number) =>
      makeMarketStore(database).buy({ key: randomUUID(), characterId: tam.id, listingId, amount }, NOW);

    it('EA10 a sale is taken back: the goods from the mail, claimed or not, to the seller; the price to the buyer', async () => {
      await pay(REWARDS, tam, 500);
      for (const claimed of [false, true]) {
        const { mailId } = await buy(await list(10), 10);
        const before = { mira: await wealthOf(ledger, mira.id), tam: await credits(tam) };
        const mail = { key: randomUUID(), characterId: tam.id, mailId: mailId! };
        const sale = await operationOf('market.buy');
        if (claimed) await makeMailStore(database).claim(mail, () => undefined, NOW);
        const { chain } = await reversals.reverse(sale);
        assert.deepEqual(
          chain.map(({ kind }) => kind),
          claimed ? ['mail.claim', 'market.buy'] : ['market.buy'],
        );
        assert.deepEqual(await wealthOf(ledger, tam.id), { credits: before.tam + 100 });
        const after = await wealthOf(ledger, mira.id);
        assert.equal(after.credits, before.mira.credits! - 100);
        assert.equal(after['stack:iron-ore'], (before.mira['stack:iron-ore'] ?? 0) + 10);
      }
    });

    it('EA10 a listing that is open ends with it: what is left and what was sold go back, the fee too', async () => {
      await pay(REWARDS, tam, 500);
      const listingId = await list(10);
      await buy(listingId, 4);
      const { chain } = await reversals.reverse(await operationOf('market.list'));
      assert.deepEqual(
        chain.map(({ kind }) => kind),
        ['market.withdraw', 'market.buy', 'market.list'],
      );
      assert.deepEqual(await wealthOf(ledger, mira.id), { credits: 100, 'stack:iron-ore': 10 });
      assert.deepEqual(await wealthOf(ledger, tam.id), { credits: 500 });
      assert.equal((await makeMarketStore(database).get(listingId)).status, 'cancelled');
    });

    it('EA11 a chain with a bid of an auction in it is refused, and nothing has happened', async () => {
      await pay(REWARDS, tam, 500);
      const listingId = await list(10, 20);
      await makeMarketStore(database).bid(
        { key: randomUUID(), characterId: tam.id, listingId, amount: 30 },
        NOW,
      );
      await assert.rejects(reversals.reverse(await operationOf('market.bid')), {
        code: 'reversal_impossible',
      });
      assert.equal((await makeMarketStore(database).get(listingId)).status, 'open');
      assert.equal(await credits(tam), 470);
    });
  });

  it('EA11 what the shop and former characters have got back stays in the books; an upgrade loses its level', async () => {
    const loot = await pay(REWARDS, mira, 1_000);
    for (const price of [100, 200]) {
      const request = { key: randomUUID(), kind: 'upgrade', actorId: mira.id, body: price };
      const purchase = { characterId: mira.id, upgradeId: 'speed-boost', price: () => price };
      await makeUpgradeStore(database).buyLevel(request, purchase);
    }
    const levels = async () =>
      (await makeUpgradeStore(database).levels([mira.id])).get(mira.id)?.get('speed-boost') ?? 0;
    assert.equal(await levels(), 2);
    await pay(REWARDS, mira, 150);
    const { chain } = await reversals.reverse(loot);
    assert.deepEqual(
      chain.map(({ kind }) => kind),
      ['upgrade', 'transfer'],
    );
    assert.deepEqual([await levels(), await credits(mira)], [1, 50]);
    const gift = await pay(mira, tam, 50);
    const [{ account_id: account }] = await database.dataSource.query(
      'SELECT account_id FROM characters WHERE id = $1',
      [mira.id],
    );
    assert.equal(await makeAccountStore(database).deleteAccount(account), true);
    assert.deepEqual(ids(await reversals.reverse(gift)), [gift]);
    assert.equal(await credits(tam), 0);
  });
});
