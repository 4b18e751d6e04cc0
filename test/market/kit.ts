import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import { makeDirectTradeStore } from '../../src/db/market/direct-trade-store.ts';
import { makeMailStore } from '../../src/db/market/mail-store.ts';
import { makeMarketStore } from '../../src/db/market/market-store.ts';
import type { Asset, Owner } from '../../src/economy/owner.ts';
import { type ErrorCode, GameError } from '../../src/errors.ts';
import { Catalogue } from '../../src/market/catalogue.ts';
import { makeDirectTrades } from '../../src/market/direct-trades.ts';
import type { NewListing } from '../../src/market/listing.ts';
import { makeMailBox } from '../../src/market/mail.ts';
import { makeMarket } from '../../src/market/make-market.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW } from '../kit/records.ts';

const content = loadContent(join(import.meta.dirname, '../../content'));

/** A trading post on PostgreSQL, with a clock that is set by hand, and people who own things. */
export class MarketKit {
  readonly database: Database;
  readonly content = content;
  readonly store;
  readonly market;
  readonly mail;
  readonly trades;
  readonly ledger;
  readonly failures: unknown[] = [];
  now = NOW;

  static async start(): Promise<MarketKit> {
    return new MarketKit(await openFreshDatabase());
  }

  private constructor(database: Database) {
    const clock = () => this.now;
    this.database = database;
    this.store = makeMarketStore(database);
    this.market = makeMarket({
      store: this.store,
      catalogue: new Catalogue(content),
      clock,
      onError: (error) => this.failures.push(error),
    });
    this.mail = makeMailBox({ store: makeMailStore(database), content, clock });
    this.trades = makeDirectTrades(makeDirectTradeStore(database), content);
    this.ledger = makeLedger(database);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  later(hours: number): void {
    this.now = new Date(this.now.getTime() + hours * 3_600_000);
  }

  /** @returns id of a new character with so many credits */
  async person(credits = 0, stacks: Record<string, number> = {}): Promise<string> {
    const account = accountRecord();
    await makeAccountStore(this.database).createAccount(account);
    const character = characterRecord(account.id);
    assert.equal(await makeCharacterStore(this.database).create(character, 1), 'created');
    await this.give(character.id, 'credits', credits);
    for (const [kind, amount] of Object.entries(stacks))
      await this.give(character.id, `stack:${kind}`, amount);
    return character.id;
  }

  async give(characterId: string, asset: Asset, amount: number): Promise<void> {
    if (amount === 0) return;
    const from: Owner = { kind: 'system', id: 'rewards' };
    await this.ledger.apply({
      key: randomUUID(),
      kind: 'test.give',
      actorId: null,
      body: null,
      postings: [
        { owner: from, asset, amount: -amount },
        { owner: { kind: 'character', id: characterId }, asset, amount },
      ],
    });
  }

  /** @returns id of a new unique item */
  async item(characterId: string, kind: string, placed?: string): Promise<string> {
    const owner: Owner = { kind: 'character', id: characterId };
    const { result } = await operate(
      this.database,
      { key: randomUUID(), kind: 'test.give', actorId: null, body: null },
      ({ createItems }) =>
        createItems([{ kind, owner, from: 'rewards', state: { edge: 7 }, ...(placed && { placed }) }]),
    );
    return result[0]!;
  }

  list(sellerId: string, terms: Partial<NewListing> & Pick<NewListing, 'goods'>, key = randomUUID()) {
    return this.market.list(key, { sellerId, unitPrice: null, startingBid: null, hours: 24, ...terms });
  }

  buy(characterId: string, listingId: string, amount = 1, key = randomUUID()) {
    return this.market.buy({ key, characterId, listingId, amount });
  }

  bid(characterId: string, listingId: string, amount: number, key = randomUUID()) {
    return this.market.bid({ key, characterId, listingId, amount });
  }

  cancel(characterId: string, listingId: string, key = randomUUID()) {
    return this.market.cancel({ key, characterId, listingId });
  }

  claim(characterId: string, mailId: string, key = randomUUID()) {
    return this.mail.claim({ key, characterId, mailId });
  }

  credits(characterId: string): Promise<number> {
    return this.amount({ kind: 'character', id: characterId }, 'credits');
  }

  async amount(owner: Owner, asset: Asset): Promise<number> {
    const balances = await this.ledger.balances(owner);
    return balances.find((one) => one.asset === asset)?.amount ?? 0;
  }

  async ownerOf(itemId: string): Promise<string> {
    const [row] = await this.database.dataSource.query(
      "SELECT owner_kind || ' ' || owner_id AS owner FROM items WHERE id = $1",
      [itemId],
    );
    return row.owner;
  }

  /** @returns the reasons and attachments of the mail, newest first */
  async mails(characterId: string) {
    return (await this.mail.list(characterId, null, 100)).entries;
  }

  /** What must hold whatever happens: nothing is made or lost, and escrow holds what is listed and bid, no more. */
  async audit(): Promise<void> {
    const { dataSource } = this.database;
    assert.deepEqual(
      await dataSource.query('SELECT asset FROM ledger_accounts GROUP BY asset HAVING sum(balance) <> 0'),
      [],
      'every asset sums to zero',
    );
    assert.deepEqual(
      await dataSource.query(`
        WITH expected AS (
          SELECT id::text AS owner_id, 'credits' AS asset, bid::bigint AS amount FROM listings
          WHERE status = 'open' AND bid > 0
          UNION ALL
          SELECT id::text, 'stack:' || kind, remaining FROM listings WHERE item_id IS NULL AND remaining > 0
        ), actual AS (
          SELECT owner_id, asset, balance AS amount FROM ledger_accounts WHERE owner_kind = 'escrow' AND balance <> 0
        )
        (SELECT * FROM expected EXCEPT SELECT * FROM actual) UNION ALL (SELECT * FROM actual EXCEPT SELECT * FROM expected)`),
      [],
      'escrow holds what is listed and bid',
    );
    assert.deepEqual(
      await dataSource.query(`
        SELECT items.id FROM items FULL JOIN (SELECT * FROM listings WHERE item_id IS NOT NULL AND status = 'open') AS l
          ON l.item_id = items.id AND owner_kind = 'escrow' AND owner_id = l.id::text
        WHERE (owner_kind = 'escrow') IS DISTINCT FROM (l.id IS NOT NULL)`),
      [],
      'items in escrow are listed',
    );
  }
}

/** Waits for a refusal. */
export async function refused(work: Promise<unknown>, code: ErrorCode): Promise<GameError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof GameError, String(error));
    assert.equal(error.code, code);
    return error;
  }
  return assert.fail(`it was not refused with ${code}`);
}

/** @returns how many of the attempts came to what: 'done' or the code of the refusal */
export async function tally(attempts: Promise<unknown>[]): Promise<Record<string, number>> {
  const outcomes = await Promise.all(
    attempts.map((attempt) =>
      attempt.then(
        () => 'done',
        (error) => (error instanceof GameError ? error.code : `${error}`),
      ),
    ),
  );
  return Object.fromEntries(
    [...Map.groupBy(outcomes, (code) => code)].map(([code, all]) => [code, all.length]),
  );
}
