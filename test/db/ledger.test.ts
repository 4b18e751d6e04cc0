import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import type { Database } from '../../src/db/database.ts';
import { lockAccounts } from '../../src/db/ledger/accounts.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { type OperationScope, operate } from '../../src/db/ledger/operation.ts';
import type { OperationRequest, Posting } from '../../src/economy/ledger.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Owner } from '../../src/economy/owner.ts';
import { GameError } from '../../src/errors.ts';
import { freshDatabaseUrl, openFreshDatabase, openTestDatabase } from '../kit/postgres.ts';
import { until } from '../kit/until.ts';

const REWARDS: Owner = { kind: 'system', id: 'rewards' };

const character = (): Owner => ({ kind: 'character', id: randomUUID() });
const request = (more: Partial<OperationRequest> = {}): OperationRequest => ({
  key: randomUUID(),
  kind: 'test',
  actorId: null,
  body: null,
  ...more,
});

describe('ledger tables', () => {
  let database: Database;
  let mira: Owner;
  let accountId: string;
  let itemId: string;

  const query = (text: string, values: unknown[] = []) => database.dataSource.query(text, values);

  before(async () => {
    database = await openFreshDatabase();
    mira = character();
    const operated = await operate(database, request(), async (scope) => {
      const [id] = await scope.createItems([{ kind: 'sword', owner: mira, from: 'rewards' }]);
      await scope.post(movement(REWARDS, mira, 'credits', 100));
      return id!;
    });
    itemId = operated.result;
    [{ id: accountId }] = await query("SELECT id FROM ledger_accounts WHERE owner_kind = 'character'");
  });
  after(() => database.close());

  const post = (...rows: [account: string, operation: string, amount: number][]) =>
    query(
      `INSERT INTO postings (account_id, operation_id, amount, balance_after)
       SELECT account_id, operation_id, amount, 0
       FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS row (account_id, operation_id, amount)`,
      [
        rows.map(([account]) => account),
        rows.map(([, operation]) => operation),
        rows.map(([, , amount]) => amount),
      ],
    );

  it('WL10 postings that do not balance, or lack their operation or account, are refused', async () => {
    const [{ id: other }] = await query(
      "INSERT INTO ledger_accounts (owner_kind, owner_id, asset) VALUES ('system', 'shop', 'stack:ore') RETURNING id",
    );
    const [{ id: empty }, { id: second }] = await query(
      `INSERT INTO operations (key, kind, body_hash, result)
       VALUES ('empty', 'test', '', 'null'), ('second', 'test', '', 'null') RETURNING id`,
    );
    const [{ id: rewards }] = await query("SELECT id FROM ledger_accounts WHERE owner_id = 'rewards'");
    const bad: [string, string, number][][] = [
      [[accountId, empty, 5]],
      [
        [accountId, empty, 5],
        [rewards, empty, -4],
      ],
      [
        [accountId, empty, 5],
        [other, empty, -5],
      ],
      [
        [accountId, empty, 5],
        [rewards, second, -5],
      ],
      [
        [accountId, '999999', 5],
        [rewards, '999999', -5],
      ],
      [
        [accountId, empty, 5],
        ['999999', empty, -5],
      ],
    ];
    for (const rows of bad) await assert.rejects(post(...rows), { constraint: 'postings_balanced' });
    await post([accountId, empty, 5], [rewards, empty, -5]);
  });

  it('WL10 a balance below zero is refused but for the system, and one that is not exact for everybody', async () => {
    await assert.rejects(query('UPDATE ledger_accounts SET balance = -1 WHERE id = $1', [accountId]), {
      constraint: 'ledger_accounts_not_negative',
    });
    await assert.rejects(
      query('UPDATE ledger_accounts SET balance = 9007199254740992 WHERE id = $1', [accountId]),
      {
        constraint: 'ledger_accounts_exact',
      },
    );
  });

  it('WL10 what has happened can be neither changed nor removed', async () => {
    const attempts = [
      'UPDATE postings SET amount = amount + 1',
      'DELETE FROM postings',
      'TRUNCATE postings',
      'UPDATE item_moves SET to_id = from_id',
      'DELETE FROM item_moves',
      'TRUNCATE item_moves',
      'DELETE FROM operations',
      "UPDATE operations SET result = '1'",
      "UPDATE operations SET kind = 'other'",
      'TRUNCATE operations CASCADE',
      'DELETE FROM ledger_accounts',
      'TRUNCATE ledger_accounts',
      'DELETE FROM items',
    ];
    for (const statement of attempts) {
      await assert.rejects(query(statement), { constraint: 'append_only' }, statement);
    }
    await query("UPDATE ledger_accounts SET owner_id = 'anonymous' WHERE id = $1", [accountId]);
    await query('UPDATE ledger_accounts SET owner_id = $2 WHERE id = $1', [accountId, mira.id]);
  });

  it('WL10 nobody but a character has an item placed, and one in each slot', async () => {
    await query("UPDATE items SET placed = 'equip:weapon' WHERE id = $1", [itemId]);
    await assert.rejects(query("UPDATE items SET owner_kind = 'escrow' WHERE id = $1", [itemId]), {
      constraint: 'items_placed',
    });
    const create = (placed?: string) =>
      operate(database, request(), (scope) =>
        scope.createItems([{ kind: 'sword', owner: mira, from: 'rewards', ...(placed && { placed }) }]),
      );
    await assert.rejects(create('equip:weapon'), { constraint: 'items_placed_unique' });
    await create();
    await query('UPDATE items SET placed = NULL WHERE id = $1', [itemId]);
  });
});

describe('operations', () => {
  let database: Database;

  before(async () => {
    database = await openFreshDatabase();
    await database.dataSource.query(
      'CREATE TABLE domain_rows (id integer PRIMARY KEY, value integer NOT NULL)',
    );
    await database.dataSource.query('INSERT INTO domain_rows VALUES (1, 0), (2, 0)');
  });
  after(() => database.close());

  const balance = async (owner: Owner) => (await makeLedger(database).balances(owner))[0]?.amount ?? 0;
  const grant = (owner: Owner, amount: number) =>
    operate(database, request(), (scope) => scope.post(movement(REWARDS, owner, 'credits', amount)));

  it('WL3 a repeated key answers what the first answered, as JSON', async () => {
    const mira = character();
    const wanted = request();
    const work = async (scope: OperationScope) => ({
      at: new Date(0),
      none: undefined,
      after: await scope.post(movement(REWARDS, mira, 'credits', 5)),
    });
    const first = await operate(database, wanted, work);
    assert.deepEqual(first.result, {
      at: '1970-01-01T00:00:00.000Z',
      after: [
        { owner: REWARDS, asset: 'credits', balance: -5 },
        { owner: mira, asset: 'credits', balance: 5 },
      ],
    });
    assert.deepEqual(await operate(database, wanted, work), { ...first, replayed: true });
    await assert.rejects(operate(database, { ...wanted, body: 1 }, work), { code: 'idempotency_key_reused' });
    assert.equal(await balance(mira), 5);
  });

  it('WL3 of twenty at once under one key, by both ways and from two processes, one happens', async () => {
    const other = await openTestDatabase(database.url);
    const [here, there] = [makeLedger(database), makeLedger(other)];
    const mira = character();
    const wanted = { ...request(), postings: movement(REWARDS, mira, 'credits', 5) };
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        if (n % 4 === 0) return here.apply(wanted);
        if (n % 4 === 1) return there.apply(wanted);
        return operate(n % 2 ? database : other, wanted, (scope) => scope.post(wanted.postings));
      }),
    );
    assert.equal(all.filter(({ replayed }) => !replayed).length, 1);
    assert.equal(new Set(all.map((applied) => applied.operationId)).size, 1);
    assert.equal(await balance(mira), 5);
    await other.close();
  });

  it('WL5 what throws leaves nothing, and its key free', async () => {
    const mira = character();
    const wanted = request();
    const failing = operate(database, wanted, async (scope) => {
      await scope.manager.query('UPDATE domain_rows SET value = 99 WHERE id = 1');
      await scope.createItems([{ kind: 'sword', owner: mira, from: 'rewards' }]);
      await scope.post(movement(REWARDS, mira, 'credits', 5));
      throw new GameError('forbidden');
    });
    await assert.rejects(failing, { code: 'forbidden' });
    const [{ value }] = await database.dataSource.query('SELECT value FROM domain_rows WHERE id = 1');
    assert.equal(value, 0);
    const items = await database.dataSource.query('SELECT FROM items WHERE owner_id = $1', [mira.id]);
    assert.equal(items.length, 0);
    const { replayed } = await operate(database, wanted, async () => 'done');
    assert.equal(replayed, false);
    assert.equal(await balance(mira), 0);
  });

  it('WL11 operations that lock against each other are done again, and nobody hears of it', async () => {
    const mira = character();
    await grant(mira, 10);
    let arrived = 0;
    const crossing = (first: number, second: number) =>
      operate(database, request(), async ({ manager, post }) => {
        await manager.query('UPDATE domain_rows SET value = value + 1 WHERE id = $1', [first]);
        arrived += 1;
        await until(() => arrived >= 2, 'both hold what the other needs');
        await manager.query('UPDATE domain_rows SET value = value + 1 WHERE id = $1', [second]);
        return post(movement(mira, REWARDS, 'credits', 1));
      });
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    assert.equal(arrived, 3);
    assert.equal(await balance(mira), 8);
    const rows = await database.dataSource.query('SELECT value FROM domain_rows ORDER BY id');
    assert.deepEqual(rows, [{ value: 2 }, { value: 2 }]);
  });

  it('WL11 posting is the last thing that an operation does', async () => {
    const mira = character();
    const postings = movement(REWARDS, mira, 'credits', 5);
    const after: ((scope: OperationScope) => Promise<unknown>)[] = [
      (scope) => scope.post(postings),
      (scope) => scope.moveItems([]),
      (scope) => scope.createItems([]),
      (scope) => scope.destroyItems([]),
    ];
    for (const late of after) {
      const work = operate(database, request(), async (scope) => {
        await scope.post(postings);
        await late(scope);
      });
      await assert.rejects(work, /last thing that an operation does/);
    }
    assert.equal(await balance(mira), 0);
  });

  it('WL15 an account that was made nobody’s gets and gives nothing any more, though it was known', async () => {
    const mira = character();
    const given = movement(REWARDS, mira, 'credits', 10);
    const give = () => operate(database, request(), (scope) => scope.post(given));
    for (let time = 0; time < 3; time++) await give();
    const stranger = randomUUID();
    await database.dataSource.query('UPDATE ledger_accounts SET owner_id = $2 WHERE owner_id = $1', [
      mira.id,
      stranger,
    ]);
    await give();
    assert.equal(await balance(mira), 10);
    assert.equal(await balance({ kind: 'character', id: stranger }), 30);
  });

  it('WL15 an account whose maker failed is made by the next', async () => {
    const mira = character();
    const given = movement(REWARDS, mira, 'credits', 10);
    await assert.rejects(
      operate(database, request(), async (scope) => {
        await lockAccounts(scope.manager, given);
        await lockAccounts(scope.manager, given);
        throw new Error('on purpose');
      }),
      /on purpose/,
    );
    for (const wanted of [10, 20]) {
      await operate(database, request(), (scope) => scope.post(given));
      assert.equal(await balance(mira), wanted);
    }
  });

  it('WL6 items that are used up stay, and belong to the system', async () => {
    const mira = character();
    const made = await operate(database, request(), (scope) =>
      scope.createItems([
        { kind: 'sword', owner: mira, from: 'shop', state: { wear: 0.5 } },
        { kind: 'helm', owner: mira, from: 'rewards', placed: 'equip:head' },
      ]),
    );
    const [sword, helm] = made.result as [string, string];
    const destroy = (...ids: string[]) =>
      operate(database, request(), (scope) =>
        scope.destroyItems(ids.map((itemId) => ({ itemId, from: mira }))),
      );
    await assert.rejects(destroy(sword, helm), { code: 'item_in_use' });
    await destroy(sword);
    await assert.rejects(destroy(sword), { code: 'item_not_found' });
    const rows = await database.dataSource.query(
      'SELECT kind, owner_kind, owner_id, placed, state FROM items WHERE id = ANY ($1) ORDER BY kind',
      [[sword, helm]],
    );
    assert.deepEqual(rows, [
      { kind: 'helm', owner_kind: 'character', owner_id: mira.id, placed: 'equip:head', state: {} },
      { kind: 'sword', owner_kind: 'system', owner_id: 'discarded', placed: null, state: { wear: 0.5 } },
    ]);
    const moves = await database.dataSource.query(
      'SELECT from_id, to_id FROM item_moves WHERE item_id = $1 ORDER BY position',
      [sword],
    );
    assert.deepEqual(moves, [
      { from_id: 'shop', to_id: mira.id },
      { from_id: mira.id, to_id: 'discarded' },
    ]);
  });
});

describe('ledger under traffic', () => {
  it('WL12 random traffic by both ways from two processes, with repeats and refusals, is exact', async () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    const random = seededRandom(seed);
    const url = await freshDatabaseUrl();
    const databases = await Promise.all([openTestDatabase(url), openTestDatabase(url)]);
    const ledgers = databases.map(makeLedger);
    const owners = Array.from({ length: 8 }, character);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const expected = new Map(owners.map(({ id }) => [id, 0]));
    const outcomes = { done: 0, replayed: 0, refused: 0 };

    const wanted = Array.from({ length: 1500 }, () => {
      const to = pick(owners);
      const from = random() < 0.1 ? REWARDS : pick(owners.filter((owner) => owner !== to));
      const postings: Posting[] = movement(from, to, 'credits', 1 + Math.floor(random() * 50));
      return { request: { ...request(), postings }, times: random() < 0.2 ? 3 : 1, batched: random() < 0.7 };
    });
    const calls = wanted.flatMap(({ request, times, batched }) =>
      Array.from({ length: times }, () => ({ request, batched: batched !== random() < 0.1, at: random() })),
    );
    calls.sort((a, b) => a.at - b.at);
    const done = new Set<string>();
    const call = async ({ request, batched }: (typeof calls)[number]) => {
      const process = Math.floor(random() * 2);
      try {
        const { replayed } = batched
          ? await ledgers[process]!.apply(request)
          : await operate(databases[process]!, request, (scope) => scope.post(request.postings));
        outcomes[replayed ? 'replayed' : 'done'] += 1;
        if (!replayed) {
          assert.ok(!done.has(request.key), `seed ${seed}: done twice`);
          done.add(request.key);
          for (const { owner, amount } of request.postings) {
            expected.set(owner.id, (expected.get(owner.id) ?? 0) + amount);
          }
        }
      } catch (error) {
        assert.ok(
          error instanceof GameError && error.code === 'insufficient_credits',
          `seed ${seed}: ${error}`,
        );
        outcomes.refused += 1;
      }
    };
    const next = calls.values();
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        for (const one of next) await call(one);
      }),
    );

    assert.ok(
      outcomes.done > 500 && outcomes.replayed > 100 && outcomes.refused > 100,
      JSON.stringify(outcomes),
    );
    const query = (text: string) => databases[0]!.dataSource.query(text);
    for (const { owner_id: id, balance } of await query('SELECT owner_id, balance FROM ledger_accounts')) {
      assert.equal(Number(balance), expected.get(id), `seed ${seed}`);
    }
    const [{ operations }] = await query('SELECT count(*)::int AS operations FROM operations');
    assert.equal(operations, outcomes.done, `seed ${seed}`);
    const histories = await query(
      `SELECT account_id FROM (
         SELECT account_id, balance_after, sum(amount) OVER (PARTITION BY account_id ORDER BY position) AS sum FROM postings
       ) AS history WHERE sum <> balance_after`,
    );
    assert.deepEqual(histories, [], `seed ${seed}: positions are the order of the balances`);
    await Promise.all(databases.map((database) => database.close()));
  });
});
