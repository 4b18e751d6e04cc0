import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccountExport } from '../../src/accounts/account-data.ts';
import { makeAccountData } from '../../src/db/account-data-store.ts';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeFriendStore } from '../../src/db/friend-store.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import { makeMarketStore } from '../../src/db/market/market-store.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Owner } from '../../src/economy/owner.ts';
import { Catalogue } from '../../src/market/catalogue.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, later, NOW, sessionRecord } from '../kit/records.ts';
import { characterOwner, reward, wealthOf } from '../kit/wealth.ts';

describe('the data of an account', () => {
  let database: Database;
  const catalogue = new Catalogue(shippedContent());

  beforeEach(async () => {
    database = await openFreshDatabase();
  });
  afterEach(() => database.close());

  async function newCharacter(credits = 1_000) {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const character = characterRecord(account.id);
    await makeCharacterStore(database).create(character, 5);
    await reward(makeLedger(database), character.id, { credits, 'stack:iron-ore': 20 });
    return character;
  }

  async function audited(): Promise<string[]> {
    return (await makeEconomyAudit(database).run()).problems.map(({ text }) => text);
  }

  const list = (sellerId: string, startingBid: number | null = null) =>
    makeMarketStore(database).list(
      randomUUID(),
      { sellerId, goods: { kind: 'iron-ore', amount: 5 }, unitPrice: 90, startingBid, hours: 24 },
      catalogue,
      NOW,
    );
  const bid = (characterId: string, listingId: string, amount: number) =>
    makeMarketStore(database).bid({ key: randomUUID(), characterId, listingId, amount }, NOW);

  it('AD1 an account ends with everything: goods, storage, listings, bids and mail; the books stay right', async () => {
    const [gone, other] = [await newCharacter(), await newCharacter()];
    const market = makeMarketStore(database);
    const [sold, auction, foreign] = [
      await list(gone.id),
      await list(gone.id, 100),
      await list(other.id, 100),
    ];
    await market.buy(
      { key: randomUUID(), characterId: gone.id, listingId: (await list(other.id)).id, amount: 2 },
      NOW,
    );
    await bid(other.id, auction.id, 120);
    await bid(gone.id, foreign.id, 130);
    const storage: Owner = { kind: 'storage', id: gone.accountId };
    await operate(
      database,
      { key: randomUUID(), kind: 'test', actorId: null, body: null },
      async ({ createItems, post }) => {
        await createItems([
          { kind: 'wren', owner: characterOwner(gone.id), from: 'rewards', placed: 'active' },
        ]);
        await post(movement(characterOwner(gone.id), storage, 'credits', 10));
      },
    );
    const others = (await wealthOf(makeLedger(database), other.id)).credits!;
    assert.equal(await makeAccountStore(database).deleteAccount(gone.accountId), true);

    assert.deepEqual(await audited(), []);
    for (const id of [sold.id, auction.id]) {
      const { status, remaining, auction: bids } = await market.get(id);
      assert.deepEqual([status, remaining, bids?.bid ?? null], ['cancelled', 0, null]);
    }
    const open = await market.get(foreign.id);
    assert.deepEqual(
      [open.status, open.remaining, open.auction!.bid, open.auction!.nextBid],
      ['open', 5, null, 100],
    );
    assert.equal((await wealthOf(makeLedger(database), other.id)).credits, others + 120);
    const left = await database.dataSource.query(
      `SELECT owner_kind, asset FROM ledger_accounts WHERE balance <> 0 AND owner_id NOT IN ($1, $2)
         AND owner_kind <> 'system'`,
      [other.id, foreign.id],
    );
    assert.equal(left.length, 1, 'the rest of the listing from which the account has bought');
    await bid((await newCharacter()).id, foreign.id, 100);
    assert.deepEqual(await audited(), []);
  });

  it('AD2 afterwards no table has the account, its characters or their names; ledger accounts lead to nobody', async () => {
    const gone = await newCharacter();
    const friend = await newCharacter();
    await makeFriendStore(database).block(friend.id, gone.id, NOW);
    await list(gone.id);
    const request = { key: randomUUID(), kind: 'loot', actorId: null, body: null };
    await operate(database, request, ({ createItems }) =>
      createItems([{ kind: 'wren', owner: characterOwner(gone.id), from: 'rewards' }]),
    );
    assert.equal(await makeAccountStore(database).deleteAccount(gone.accountId), true);
    const tables: { name: string }[] = await database.dataSource.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      for (const text of [gone.id, gone.accountId, gone.name]) {
        const [row] = await database.dataSource.query(
          `SELECT count(*)::int AS count FROM "${name}" AS stored WHERE stored::text ILIKE $1`,
          [`%${text}%`],
        );
        if (row.count > 0 && text === gone.name) found.push(`${name}: the name`);
        else if (row.count > 0) found.push(name);
      }
    }
    // Who asked for an operation, and whose an item was, stays as a number that nobody bears.
    assert.deepEqual([...new Set(found)].sort(), ['item_moves', 'operations']);
    assert.equal(await makeAccountStore(database).deleteAccount(gone.accountId), false);
  });

  it('AD3 of many that delete one account at once one does it, while others trade with it; the books stay right', async () => {
    const gone = await newCharacter();
    const traders = await Promise.all([newCharacter(), newCharacter(), newCharacter()]);
    const listings = await Promise.all([list(gone.id, 100), list(gone.id, 100), list(gone.id)]);
    const foreign = await Promise.all(traders.map(({ id }) => list(id, 100)));
    const market = makeMarketStore(database);
    const trades = traders.flatMap(({ id }, n) => [
      () => bid(id, listings[0]!.id, 120 + n),
      () => market.buy({ key: randomUUID(), characterId: id, listingId: listings[2]!.id, amount: 1 }, NOW),
      () => bid(gone.id, foreign[n]!.id, 110),
      () =>
        market.buy({ key: randomUUID(), characterId: gone.id, listingId: foreign[n]!.id, amount: 5 }, NOW),
    ]);
    const deletions = Array.from(
      { length: 5 },
      () => () => makeAccountStore(database).deleteAccount(gone.accountId),
    );
    const outcomes = await Promise.allSettled(
      [...trades.slice(0, 6), ...deletions, ...trades.slice(6)].map((act) => act()),
    );
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    assert.deepEqual(
      refusals.filter((code) => typeof code !== 'string' || code === 'unavailable'),
      [],
    );
    const deleted = outcomes.filter((one) => one.status === 'fulfilled' && one.value === true);
    assert.equal(deleted.length, 1);
    assert.deepEqual(await audited(), []);
  });

  it('AD4 an export has everything of the account and nothing of others, but for names', async () => {
    const [mira, tam] = [await newCharacter(), await newCharacter(5_000)];
    const session = sessionRecord(mira.accountId);
    await makeAccountStore(database).createSession(session, 'the-hash-of-a-token', 5);
    const listing = await list(mira.id, 100);
    await bid(tam.id, listing.id, 101);
    const friends = makeFriendStore(database);
    await friends.request(tam.id, mira.id, later(1));
    const parts = await makeAccountData(database).export(mira.accountId);
    const data = JSON.parse(parts!.join('')) as AccountExport;
    assert.equal(data.account.id, mira.accountId);
    assert.deepEqual(
      data.characters.map(({ id, name }) => ({ id, name })),
      [{ id: mira.id, name: mira.name }],
    );
    assert.deepEqual(
      data.balances.map(({ asset, balance }) => [asset, balance]),
      [
        ['credits', 977],
        ['stack:iron-ore', 15],
      ],
    );
    assert.deepEqual(
      data.ledger.map(({ kind, asset, amount, balance }) => [kind, asset, amount, balance]).sort(),
      [
        ['market.list', 'credits', -23, 977],
        ['market.list', 'stack:iron-ore', -5, 15],
        ['reward', 'credits', 1_000, 1_000],
        ['reward', 'stack:iron-ore', 20, 20],
      ],
    );
    assert.deepEqual(
      data.friendRequests.map(({ from, to }) => ({ from, to })),
      [{ from: tam.name, to: mira.name }],
    );
    assert.equal(data.listings.length, 1);
    assert.equal(data.sessions[0]!.id, session.id);
    const text = JSON.stringify(data);
    for (const secret of [tam.id, tam.accountId, 'the-hash-of-a-token', 'passwordHash'])
      assert.ok(!text.includes(secret), secret);
    assert.equal(await makeAccountData(database).export(randomUUID()), null);
    assert.equal(await makeAccountData(database).export("' OR 1=1"), null);
  });

  it('AD8 characters that were deleted before lead to nobody either', async () => {
    const [gone, other] = [await newCharacter(), await newCharacter()];
    const { id: listingId } = await list(gone.id);
    await makeMarketStore(database).buy(
      { key: randomUUID(), characterId: other.id, listingId, amount: 5 },
      NOW,
    );
    assert.equal(await makeCharacterStore(database).delete(gone.id, gone.accountId), 'deleted');
    assert.equal(await makeAccountStore(database).deleteAccount(gone.accountId), true);
    const accounts = await database.dataSource.query('SELECT FROM ledger_accounts WHERE owner_id = $1', [
      gone.id,
    ]);
    assert.deepEqual(accounts, []);
    assert.notEqual((await makeMarketStore(database).get(listingId)).sellerId, gone.id);
    assert.deepEqual(await audited(), []);
  });

  it('AD9 however many export at once, two connections do it; who asks again meanwhile waits for the same', async () => {
    const accounts = await Promise.all(Array.from({ length: 12 }, () => newCharacter()));
    const data = makeAccountData(database);
    const connections = async () => {
      const [row] = await database.dataSource.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND backend_type = 'client backend'`,
      );
      return row.count as number;
    };
    const before = await connections();
    const exports = [...accounts, ...accounts].map(({ accountId }) => data.export(accountId));
    let most = 0;
    let done = false;
    const all = Promise.all(exports).finally(() => {
      done = true;
    });
    while (!done) most = Math.max(most, await connections());
    const got = await all;
    assert.ok(most - before <= 3, `${most - before} connections more`);
    assert.deepEqual(
      got.map((parts) => JSON.parse(parts!.join('')).account.id),
      [...accounts, ...accounts].map(({ accountId }) => accountId),
    );
  });

  it('AD10 what is long is read page by page, and is all there, in order', async () => {
    const someone = await newCharacter();
    const ledger = makeLedger(database);
    for (let round = 0; round < 3; round++)
      await Promise.all(Array.from({ length: 400 }, () => reward(ledger, someone.id, { credits: 1 })));
    const parts = (await makeAccountData(database).export(someone.accountId))!;
    const { ledger: entries } = JSON.parse(parts.join('')) as AccountExport;
    assert.deepEqual(
      entries.filter(({ asset }) => asset === 'credits').map(({ balance }) => balance),
      Array.from({ length: 1_201 }, (_, n) => 1_000 + n),
    );
    const longest = Math.max(...parts.map(({ length }) => length));
    assert.ok(longest < parts.join('').length / 2, `${longest} characters in one part`);
  });

  it('AD9 exports beyond those that may wait are refused', async () => {
    const data = makeAccountData(database);
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => data.export(randomUUID())));
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    assert.deepEqual(refused, Array(18).fill('unavailable'));
  });
});
