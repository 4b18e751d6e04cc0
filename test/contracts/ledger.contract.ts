import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Ledger, Posting, Transfer } from '../../src/economy/ledger.ts';
import { MAX_AMOUNT, movement } from '../../src/economy/ledger-rules.ts';
import type { Owner } from '../../src/economy/owner.ts';
import type { ErrorCode } from '../../src/errors.ts';

export interface LedgerHarness {
  ledger: Ledger;
  /** @returns id of a new item */
  addItem(owner: Owner, placed?: string): Promise<string>;
  ownerOf(itemId: string): Promise<Owner>;
  /** @returns id of a new character */
  addCharacter(name: string): Promise<string>;
  close(): Promise<void>;
}

const REWARDS: Owner = { kind: 'system', id: 'rewards' };
const ORE = 'stack:iron-ore';

/** What every implementation of the ledger does. */
export function ledgerContract(title: string, open: () => Promise<LedgerHarness>): void {
  describe(`ledger (${title})`, () => {
    let harness: LedgerHarness;
    let ledger: Ledger;
    let mira: Owner;
    let tom: Owner;

    before(async () => {
      harness = await open();
      ledger = harness.ledger;
    });
    after(() => harness.close());

    beforeEach(() => {
      mira = { kind: 'character', id: randomUUID() };
      tom = { kind: 'character', id: randomUUID() };
    });

    const transfer = (postings: Posting[], more: Partial<Transfer> = {}): Transfer => ({
      key: randomUUID(),
      kind: 'test',
      actorId: null,
      body: { postings: postings.length },
      postings,
      ...more,
    });
    const grant = (owner: Owner, amount: number, asset: Posting['asset'] = 'credits') =>
      ledger.apply(transfer(movement(REWARDS, owner, asset, amount)));
    const credits = async (owner: Owner) =>
      (await ledger.balances(owner)).find(({ asset }) => asset === 'credits')?.amount ?? 0;
    const refused = (code: ErrorCode, wanted: Transfer) => assert.rejects(ledger.apply(wanted), { code });

    it('WL1 what one side gives the other gets; systems may stand below zero', async () => {
      await grant(mira, 100);
      await grant(mira, 7, ORE);
      const applied = await ledger.apply(
        transfer([...movement(mira, tom, 'credits', 30), ...movement(mira, tom, ORE, 7)]),
      );
      assert.match(applied.operationId, /^\d+$/);
      assert.equal(applied.replayed, false);
      assert.deepEqual(await ledger.balances(mira), [{ asset: 'credits', amount: 70 }]);
      assert.deepEqual(await ledger.balances(tom), [
        { asset: 'credits', amount: 30 },
        { asset: ORE, amount: 7 },
      ]);
      assert.deepEqual(await ledger.balances(REWARDS), []);
    });

    it('WL1 what does not balance for every asset is a mistake, and not done', async () => {
      await grant(mira, 100);
      const unbalanced: Posting[][] = [
        [{ owner: mira, asset: 'credits', amount: 5 }],
        [
          { owner: mira, asset: 'credits', amount: -5 },
          { owner: tom, asset: 'credits', amount: 6 },
        ],
        [
          { owner: mira, asset: 'credits', amount: -5 },
          { owner: tom, asset: ORE, amount: 5 },
        ],
      ];
      for (const postings of unbalanced) {
        await assert.rejects(ledger.apply(transfer(postings)), /sum to -?\d+ instead of zero/);
      }
      assert.equal(await credits(mira), 100);
      assert.equal(await credits(tom), 0);
    });

    it('WL2 nobody but the system goes below zero', async () => {
      await grant(mira, 10);
      await assert.rejects(ledger.apply(transfer(movement(mira, tom, 'credits', 11))), {
        code: 'insufficient_credits',
        details: { asset: 'credits', balance: 10, needed: 11 },
      });
      await refused('insufficient_items', transfer(movement(mira, tom, ORE, 1)));
      for (const kind of ['storage', 'escrow', 'mail'] as const) {
        await refused('insufficient_credits', transfer(movement({ kind, id: 'x' }, tom, 'credits', 1)));
      }
      await ledger.apply(transfer(movement(mira, tom, 'credits', 10)));
      assert.equal(await credits(tom), 10);
    });

    it('WL2 one part that lacks lets nothing of the operation happen', async () => {
      await grant(mira, 10);
      await refused(
        'insufficient_items',
        transfer([...movement(mira, tom, 'credits', 10), ...movement(tom, mira, ORE, 1)]),
      );
      assert.equal(await credits(mira), 10);
      assert.equal(await credits(tom), 0);
    });

    it('WL2 what passes through an account within one operation counts as its sum', async () => {
      await grant(mira, 10);
      await ledger.apply(
        transfer([...movement(tom, REWARDS, 'credits', 4), ...movement(mira, tom, 'credits', 10)]),
      );
      assert.equal(await credits(tom), 6);
    });

    it('WL3 a repeated key happens once and names the operation of then', async () => {
      const wanted = transfer(movement(REWARDS, mira, 'credits', 5));
      const first = await ledger.apply(wanted);
      assert.deepEqual(await ledger.apply(wanted), { ...first, replayed: true });
      assert.equal(await credits(mira), 5);
    });

    it('WL3 of a hundred at once under one key one happens', async () => {
      const wanted = transfer(movement(REWARDS, mira, 'credits', 5));
      const applied = await Promise.all(Array.from({ length: 100 }, () => ledger.apply(wanted)));
      assert.equal(new Set(applied.map(({ operationId }) => operationId)).size, 1);
      assert.equal(applied.filter(({ replayed }) => !replayed).length, 1);
      assert.equal(await credits(mira), 5);
    });

    it('WL3 the order of fields makes no other body; what is not sent again is no matter', async () => {
      const key = randomUUID();
      const postings = movement(REWARDS, mira, 'credits', 5);
      await ledger.apply(transfer(postings, { key, body: { a: 1, b: { c: [1, 2], d: null } } }));
      const again = await ledger.apply(
        transfer(postings, { key, body: { b: { d: null, c: [1, 2] }, a: 1, e: undefined } }),
      );
      assert.equal(again.replayed, true);
    });

    it('WL4 another body, kind or actor under a used key is refused', async () => {
      const wanted = transfer(movement(REWARDS, mira, 'credits', 5), { body: { amount: 5, to: ['a', 'b'] } });
      await ledger.apply(wanted);
      const others: Partial<Transfer>[] = [
        { body: { amount: 6, to: ['a', 'b'] } },
        { body: { amount: 5, to: ['b', 'a'] } },
        { body: { amount: '5', to: ['a', 'b'] } },
        { body: null },
        { kind: 'other' },
        { actorId: randomUUID() },
      ];
      for (const other of others) await refused('idempotency_key_reused', { ...wanted, ...other });
      assert.equal(await credits(mira), 5);
    });

    it('WL5 what was refused leaves its key free', async () => {
      const wanted = transfer(movement(mira, tom, 'credits', 5));
      await refused('insufficient_credits', wanted);
      await grant(mira, 5);
      assert.equal((await ledger.apply(wanted)).replayed, false);
      assert.equal(await credits(tom), 5);
      assert.deepEqual(
        (await ledger.entries(mira, null, null, 10)).entries.map(({ amount }) => amount),
        [-5, 5],
      );
    });

    it('WL6 an item moves from where it is, with its price or not at all', async () => {
      await grant(tom, 100);
      const itemId = await harness.addItem(mira);
      const sale = (amount: number) =>
        transfer(movement(tom, mira, 'credits', amount), { items: [{ itemId, from: mira, to: tom }] });
      await refused('insufficient_credits', sale(101));
      assert.deepEqual(await harness.ownerOf(itemId), mira);
      await ledger.apply(sale(60));
      assert.deepEqual(await harness.ownerOf(itemId), tom);
      assert.equal(await credits(mira), 60);
      await refused('item_not_found', sale(40));
      assert.equal(await credits(tom), 40);
    });

    it('WL6 what does not exist, is elsewhere, placed or named twice does not move', async () => {
      const loose = await harness.addItem(mira);
      const placed = await harness.addItem(mira, 'equip:weapon');
      const moves = (...ids: string[]) =>
        transfer([], { items: ids.map((itemId) => ({ itemId, from: mira, to: tom })) });
      await refused('item_not_found', moves(loose, randomUUID()));
      await refused('item_not_found', moves('nonsense'));
      await refused('item_not_found', moves("' OR true --"));
      await refused('item_in_use', moves(loose, placed));
      await refused('invalid_request', moves(loose, loose.toUpperCase()));
      assert.deepEqual(await harness.ownerOf(loose), mira);
      await ledger.apply(moves(loose));
      assert.deepEqual(await harness.ownerOf(loose), tom);
    });

    it('WL6 of twenty who want one item at once one gets it, and pays', async () => {
      const itemId = await harness.addItem(mira);
      const buyers = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const buyer: Owner = { kind: 'character', id: randomUUID() };
          await grant(buyer, 10);
          return buyer;
        }),
      );
      const sales = await Promise.allSettled(
        buyers.map((buyer) =>
          ledger.apply(
            transfer(movement(buyer, mira, 'credits', 10), { items: [{ itemId, from: mira, to: buyer }] }),
          ),
        ),
      );
      const winners = buyers.filter((_, n) => sales[n]!.status === 'fulfilled');
      assert.equal(winners.length, 1);
      for (const sale of sales) {
        if (sale.status === 'rejected') assert.equal(sale.reason.code, 'item_not_found');
      }
      assert.deepEqual(await harness.ownerOf(itemId), winners[0]);
      assert.equal(await credits(mira), 10);
      for (const buyer of buyers) assert.equal(await credits(buyer), buyer === winners[0] ? 0 : 10);
    });

    it('WL7 those who come at once follow each other, and who fails fails nobody else', async () => {
      const [chain, ghost] = [mira, { kind: 'character', id: randomUUID() } as Owner];
      const next: Owner = { kind: 'character', id: randomUUID() };
      const outcomes = await Promise.allSettled([
        ledger.apply(transfer(movement(REWARDS, chain, 'credits', 50))),
        ledger.apply(transfer(movement(chain, tom, 'credits', 50))),
        ledger.apply(transfer(movement(chain, tom, 'credits', 1))),
        ledger.apply(transfer(movement(ghost, tom, 'credits', 1))),
        ledger.apply(transfer(movement(tom, next, 'credits', 50))),
      ]);
      assert.deepEqual(
        outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'done')),
        ['done', 'done', 'insufficient_credits', 'insufficient_credits', 'done'],
      );
      assert.deepEqual([await credits(chain), await credits(tom), await credits(next)], [0, 0, 50]);
    });

    it('WL8 amounts are whole numbers from 1 to a thousand million', async () => {
      for (const amount of [0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_AMOUNT + 1, 2 ** 53]) {
        await refused('invalid_request', transfer(movement(REWARDS, mira, 'credits', amount)));
      }
      await grant(mira, MAX_AMOUNT);
      assert.equal(await credits(mira), 1_000_000_000);
    });

    it('WL9 the history is newest first, by asset, in pages without gap or repetition', async () => {
      for (let n = 1; n <= 7; n++) await grant(mira, n, n % 2 ? 'credits' : ORE);
      await grant(tom, 99);
      const amounts: number[] = [];
      let cursor: string | null = null;
      do {
        const page = await ledger.entries(mira, null, cursor, 3);
        amounts.push(...page.entries.map(({ amount }) => amount));
        cursor = page.cursor;
      } while (cursor !== null);
      assert.deepEqual(amounts, [7, 6, 5, 4, 3, 2, 1]);
      const whole = await ledger.entries(mira, null, null, 7);
      assert.equal(whole.entries.length, 7);
      assert.equal(whole.cursor, null);
      const ore = await ledger.entries(mira, ORE, null, 2);
      assert.deepEqual(
        ore.entries.map(({ amount, balance, asset }) => [amount, balance, asset]),
        [
          [6, 12, ORE],
          [4, 6, ORE],
        ],
      );
      assert.deepEqual(
        (await ledger.entries(mira, ORE, ore.cursor, 2)).entries.map(({ amount }) => amount),
        [2],
      );
      const { at, kind } = whole.entries[0]!;
      assert.ok(Math.abs(at.getTime() - Date.now()) < 60_000);
      assert.equal(kind, 'test');
    });

    it('WL9 who turns pages while more comes misses nothing that was there, and sees nothing twice', async () => {
      await Promise.all(Array.from({ length: 60 }, (_, n) => grant(mira, 1, n % 2 ? 'credits' : ORE)));
      const before = (await ledger.entries(mira, null, null, 60)).entries.map(
        ({ operationId }) => operationId,
      );
      const seen: { operationId: string; asset: string; balance: number }[] = [];
      const meanwhile: Promise<unknown>[] = [];
      let cursor: string | null = null;
      do {
        meanwhile.push(grant(mira, 1, ORE), grant(mira, 1, 'credits'));
        const page = await ledger.entries(mira, null, cursor, 7);
        seen.push(...page.entries);
        cursor = page.cursor;
      } while (cursor !== null);
      await Promise.all(meanwhile);
      const ids = seen.map(({ operationId }) => operationId);
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual(ids.slice(-60), before);
      for (const asset of [ORE, 'credits']) {
        const balances = seen.filter((entry) => entry.asset === asset).map(({ balance }) => balance);
        assert.deepEqual(
          balances,
          Array.from(balances, (_, n) => balances.length - n),
        );
      }
    });

    it('WL9 what is no cursor is refused', async () => {
      for (const cursor of ['nonsense', "' OR true --", 'LTE', '\u0000']) {
        await assert.rejects(ledger.entries(mira, null, cursor, 3), { code: 'invalid_request' });
      }
    });

    it('WL9 the others are told by name, and never by id', async () => {
      const [ada, ben] = await Promise.all(
        ['Ada', 'Ben'].map(async (name): Promise<Owner> => {
          return { kind: 'character', id: await harness.addCharacter(name) };
        }),
      );
      await grant(ada!, 50);
      await ledger.apply(
        transfer([
          ...movement(ada!, ben!, 'credits', 10),
          ...movement(ada!, mira, 'credits', 1),
          ...movement(ada!, { kind: 'escrow', id: randomUUID() }, 'credits', 1),
          ...movement(ada!, { kind: 'system', id: 'fees' }, 'credits', 1),
        ]),
      );
      const { entries } = await ledger.entries(ada!, null, null, 2);
      assert.deepEqual(
        entries.map(({ amount, counterparts }) => [amount, counterparts]),
        [
          [-13, ['Ben', 'a former character', 'escrow', 'fees']],
          [50, ['rewards']],
        ],
      );
      const { counterparts } = (await ledger.entries(ben!, null, null, 1)).entries[0]!;
      assert.deepEqual(counterparts, ['Ada', 'a former character', 'escrow', 'fees']);
    });
  });
}
