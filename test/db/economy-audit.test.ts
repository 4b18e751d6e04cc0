import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import type { EconomyAudit } from '../../src/economy/audit.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Owner } from '../../src/economy/owner.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW } from '../kit/records.ts';
import { characterOwner, reward } from '../kit/wealth.ts';

const PROGRAM = new URL('../../src/db/economy-audit.ts', import.meta.url).pathname;

describe('audit of the economy', () => {
  let database: Database;
  let audit: EconomyAudit;
  let mira: Owner;
  let sword: string;

  beforeEach(async () => {
    database = await openFreshDatabase();
    audit = makeEconomyAudit(database);
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const { id } = characterRecord(account.id);
    await makeCharacterStore(database).create(characterRecord(account.id, { id }), 1);
    mira = characterOwner(id);
    await reward(makeLedger(database), id, { credits: 100, 'stack:iron-ore': 7 });
    sword = await newItem('sword', mira);
  });
  afterEach(() => database.close());

  async function newItem(kind: string, owner: Owner, placed?: string): Promise<string> {
    const request = { key: randomUUID(), kind: 'test', actorId: null, body: null };
    const { result } = await operate(database, request, ({ createItems }) =>
      createItems([{ kind, owner, from: 'rewards', ...(placed && { placed }) }]),
    );
    return result[0]!;
  }

  /** An open listing, with its goods in escrow as the trading post would have put them there. */
  async function list(goods: { itemId: string } | { amount: number }): Promise<string> {
    const id = randomUUID();
    const escrow: Owner = { kind: 'escrow', id };
    const itemId = 'itemId' in goods ? goods.itemId : null;
    const amount = 'amount' in goods ? goods.amount : 1;
    const request = { key: randomUUID(), kind: 'market.list', actorId: null, body: null };
    await operate(database, request, async ({ moveItems, post }) => {
      if (itemId) await moveItems([{ itemId, from: mira, to: escrow }]);
      else await post(movement(mira, escrow, 'stack:iron-ore', amount));
    });
    await tamper(
      `INSERT INTO listings (id, seller_id, kind, item_id, listed, remaining, unit_price, price, status, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, 9, 9, 'open', $6, $6)`,
      [id, mira.id, itemId ? 'sword' : 'iron-ore', itemId, amount, NOW],
    );
    return id;
  }

  /** As somebody would who goes around the server, and around the database's own rules. */
  async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
    await database.transaction(async (manager) => {
      await manager.query(`SET LOCAL session_replication_role = 'replica'`);
      await manager.query(sql, parameters);
    });
  }

  async function problems(): Promise<Record<string, string[]>> {
    const found = (await audit.run()).problems;
    const checks = Map.groupBy(found, ({ check }) => check);
    return Object.fromEntries([...checks].map(([check, ones]) => [check, ones.map(({ text }) => text)]));
  }

  it('EA1 books that only operations have written are right, empty ones too; the last report is kept', async () => {
    await list({ itemId: sword });
    await list({ amount: 5 });
    const ship = await newItem('wren', mira, 'active');
    await newItem('laser', mira, `fit:${ship}:high-1`);
    assert.deepEqual(await problems(), {});
    const last = await audit.last();
    assert.deepEqual(last!.problems, []);
    assert.ok(last!.tookMs >= 0 && last!.at.getTime() <= Date.now());
    const empty = await openFreshDatabase();
    assert.equal(await makeEconomyAudit(empty).last(), null);
    assert.deepEqual((await makeEconomyAudit(empty).run()).problems, []);
    await empty.close();
  });

  it('EA2 credits that are made, taken or owed are found', async () => {
    await tamper(
      `UPDATE ledger_accounts SET balance = balance + 5 WHERE owner_id = $1 AND asset = 'credits'`,
      [mira.id],
    );
    assert.deepEqual(await problems(), {
      assets_sum_to_zero: ['all accounts of credits sum to 5'],
      balances_follow_postings: [`character ${mira.id} has 105 of credits, but its postings sum to 100`],
    });
    await tamper(`ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_not_negative`);
    await tamper(`UPDATE ledger_accounts SET balance = -1 WHERE owner_id = $1 AND asset = 'credits'`, [
      mira.id,
    ]);
    assert.deepEqual((await problems()).nobody_owes, [`character ${mira.id} has -1 of credits`]);
  });

  it('EA2 postings that were changed, or whose operation is gone, are found', async () => {
    await tamper(`UPDATE postings SET amount = 99 WHERE amount = 100`);
    const found = await problems();
    assert.deepEqual(Object.keys(found).sort(), [
      'balances_follow_postings',
      'histories_have_no_gap',
      'operations_balance',
    ]);
    assert.match(found.operations_balance![0]!, /^operation \d+ moves -1 of credits out of nothing$/);
    await tamper(`UPDATE postings SET amount = 100 WHERE amount = 99`);
    assert.deepEqual(await problems(), {});
    await tamper(`DELETE FROM operations WHERE kind = 'reward'`);
    assert.equal((await problems()).postings_have_operations!.length, 4);
  });

  it('EA3 an item that was given away beside its history, or comes from nowhere, is found', async () => {
    await tamper(`UPDATE items SET owner_kind = 'system', owner_id = 'shop' WHERE id = $1`, [sword]);
    assert.deepEqual(await problems(), {
      items_follow_moves: [
        `item ${sword} belongs to system shop, but was last moved to character ${mira.id}`,
      ],
    });
    await tamper(
      `UPDATE item_moves SET from_kind = 'character', from_id = 'x', to_kind = 'system', to_id = 'shop'`,
    );
    assert.deepEqual(await problems(), {
      item_histories_have_no_gap: [`item ${sword} was taken from character x, whose it was not`],
    });
    await tamper(`DELETE FROM item_moves`);
    assert.deepEqual(await problems(), {
      items_follow_moves: [`item ${sword} belongs to system shop, but was last moved to nobody`],
    });
  });

  it('EA3 what is fitted into a ship that its owner has not is found', async () => {
    const ship = randomUUID();
    const module = await newItem('laser', mira, `fit:${ship}:high-1`);
    assert.deepEqual(await problems(), {
      fitted_with_their_ship: [`item ${module} is fitted into ship ${ship}, which its owner has not`],
    });
  });

  it('EA4 what belongs to somebody who is not there is found', async () => {
    await tamper('DELETE FROM characters');
    assert.deepEqual(await problems(), {
      owners_exist: [
        `character ${mira.id} has 100 of credits, but is not there`,
        `character ${mira.id} has 7 of stack:iron-ore, but is not there`,
        `character ${mira.id} has item ${sword}, but is not there`,
      ],
    });
  });

  it('EA5 escrow that holds less or more than its open listing offers is found', async () => {
    const stack = await list({ amount: 5 });
    await tamper('UPDATE listings SET remaining = 4, listed = 9');
    assert.deepEqual(await problems(), {
      escrow_holds_the_goods: [`listing ${stack} offers 4 of iron-ore, but its escrow holds 5`],
    });
    await tamper('UPDATE listings SET remaining = 5, starting_bid = 3, bid = 3, bidder_id = $1', [mira.id]);
    assert.deepEqual(await problems(), {
      escrow_holds_the_bid: [`listing ${stack} has a bid of 3, but its escrow holds 0`],
    });
    await tamper(
      `UPDATE listings SET bid = NULL, bidder_id = NULL, status = 'sold', remaining = 0, closed_at = now()`,
    );
    assert.deepEqual(await problems(), {
      owners_exist: [`escrow ${stack} has 5 of stack:iron-ore, but is not there`],
    });
  });

  it('EA5 a listed item that is not in its escrow is found, and one that is there in its place', async () => {
    const id = await list({ itemId: sword });
    const other = randomUUID();
    await tamper('UPDATE listings SET item_id = $1', [other]);
    assert.deepEqual(await problems(), {
      escrow_holds_the_goods: [`listing ${id} offers 1 of sword, but its escrow holds 0`],
      escrow_holds_nothing_else: [`escrow ${id} holds item ${sword}, which its listing does not offer`],
    });
  });

  it('EA6 the program tells whether the books are right by its exit code, and what is wrong by its lines', async () => {
    assert.deepEqual(await program(database.url), { code: 0, line: 'The books are right' });
    await tamper('UPDATE ledger_accounts SET balance = balance + 1 WHERE balance = 100');
    const wrong = await program(database.url);
    assert.deepEqual([wrong.code, wrong.line], [1, 'The books are WRONG: 2 problems']);
    const nowhere = new URL(database.url);
    nowhere.port = '1';
    assert.equal((await program(nowhere.href)).code, 2);
  });
});

function program(url: string): Promise<{ code: number; line: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM],
      { env: { ...process.env, DATABASE_URL: url } },
      (_error, stdout) => resolve({ code: child.exitCode ?? -1, line: stdout.split(' (')[0]! }),
    );
  });
}
