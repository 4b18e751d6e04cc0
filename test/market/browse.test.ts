import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { LISTING_SORTS, type Listing, type ListingFilter } from '../../src/market/listing.ts';
import { WATCHES_PER_CHARACTER } from '../../src/market/market-rules.ts';
import { MarketKit, refused } from './kit.ts';

const SEED = Number(process.env.SEED ?? 20260301);

describe('browsing', () => {
  let kit: MarketKit;
  const all: Listing[] = [];

  before(async () => {
    console.log(`      seed ${SEED}`);
    const random = seededRandom(SEED);
    const whole = (most: number) => 1 + Math.floor(random() * most);
    kit = await MarketKit.start();
    const kinds = ['iron-ore', 'copper-ore', 'lumen-crystal'];
    const seller = await kit.person(1_000_000, Object.fromEntries(kinds.map((kind) => [kind, 1000])));
    for (let n = 0; n < 40; n++) {
      const goods = { kind: kinds[n % 3]!, amount: whole(9) };
      const unitPrice = n % 4 === 0 ? null : whole(10);
      const startingBid = unitPrice === null ? whole(60) : null;
      all.push(await kit.list(seller, { goods, unitPrice, startingBid, hours: whole(30) }));
      if (n % 5 === 0) kit.later(0.1);
    }
  });
  after(() => kit.close());

  async function pages(filter: ListingFilter, sort: (typeof LISTING_SORTS)[number], limit: number) {
    const found: Listing[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await kit.market.browse(filter, sort, cursor, limit);
      assert.ok(page.entries.length <= limit);
      found.push(...page.entries);
      cursor = page.cursor;
      if (cursor === null) return found;
    }
  }

  const keys: Record<(typeof LISTING_SORTS)[number], (one: Listing) => number> = {
    cheapest: ({ price }) => price,
    dearest: ({ price }) => -price,
    ending: ({ expiresAt }) => expiresAt.getTime(),
    newest: ({ createdAt }) => -createdAt.getTime(),
  };

  for (const sort of LISTING_SORTS) {
    it(`MK14 pages of any size show everything once, ${sort} first`, async () => {
      for (const limit of [1, 7, 100]) {
        const found = await pages({}, sort, limit);
        assert.deepEqual(found.map(({ id }) => id).sort(), all.map(({ id }) => id).sort());
        const order = found.map(keys[sort]);
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        );
      }
    });
  }

  const filters: [ListingFilter, (one: Listing) => boolean][] = [
    [{ kind: 'copper-ore' }, ({ kind }) => kind === 'copper-ore'],
    [{ rarity: 'rare' }, ({ kind }) => kind === 'lumen-crystal'],
    [{ text: 'IRON' }, ({ kind }) => kind === 'iron-ore'],
    [{ text: "%' OR 1=1 --" }, () => false],
    [{ minPrice: 3, maxPrice: 5 }, ({ price }) => price >= 3 && price <= 5],
    [{ sale: 'auction' }, ({ auction }) => auction !== null],
    [
      { sale: 'price', rarity: 'common' },
      ({ auction, kind }) => auction === null && kind !== 'lumen-crystal',
    ],
  ];
  for (const [filter, matches] of filters) {
    it(`MK15 ${JSON.stringify(filter)} shows what matches`, async () => {
      const found = await pages(filter, 'cheapest', 4);
      assert.deepEqual(
        found.map(({ id }) => id).sort(),
        all
          .filter(matches)
          .map(({ id }) => id)
          .sort(),
      );
    });
  }

  it('MK15 a kind that does not exist and a cursor that is none are refused', async () => {
    await refused(kit.market.browse({ kind: 'nothing' }, 'cheapest', null, 5), 'content_not_found');
    const { cursor } = await kit.market.browse({}, 'ending', null, 5);
    for (const bad of ['x', 'bnVsbA', cursor!, Buffer.from('[1,"x"]').toString('base64url')])
      await refused(kit.market.browse({}, 'cheapest', bad, 5), 'invalid_request');
    // What only PostgreSQL would refuse: numbers that no price is, and what JavaScript alone takes for a date.
    const forged = (value: unknown) =>
      Buffer.from(JSON.stringify([value, randomUUID()])).toString('base64url');
    for (const value of [2 ** 31, -1, 1.5, 9e15, '7'])
      await refused(kit.market.browse({}, 'cheapest', forged(value), 5), 'invalid_request');
    for (const value of ['1', '0000-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', '2026-02-30', 7])
      await refused(kit.market.browse({}, 'ending', forged(value), 5), 'invalid_request');
  });

  it('MK16 the history tells low, high, average and pieces of each day, before and after summing up', async () => {
    const seller = await kit.person(1000, { 'silver-ore': 100 });
    const buyer = await kit.person(10_000);
    const sell = async (unitPrice: number, amount: number) => {
      const { id } = await kit.list(seller, { goods: { kind: 'silver-ore', amount }, unitPrice });
      await kit.buy(buyer, id, amount);
    };
    await sell(10, 4);
    await sell(20, 1);
    const first = kit.now.toISOString().slice(0, 10);
    kit.later(24);
    await sell(7, 2);
    const expected = [
      { day: first, low: 10, high: 20, average: 12, sold: 5 },
      { day: kit.now.toISOString().slice(0, 10), low: 7, high: 7, average: 7, sold: 2 },
    ];
    assert.deepEqual(await kit.market.history('silver-ore'), expected);
    assert.equal(await kit.market.sumUpSales(), 2);
    assert.equal(await kit.market.sumUpSales(), 0);
    assert.deepEqual(await kit.market.history('silver-ore'), expected);
    kit.later(29 * 24);
    assert.deepEqual(
      (await kit.market.history('silver-ore')).map(({ sold }) => sold),
      [2],
    );
    await refused(kit.market.history('nothing'), 'content_not_found');
  });

  it('MK17 a character watches kinds, each once and not too many', async () => {
    const [one, other] = [await kit.person(), await kit.person()];
    await Promise.all([kit.market.watch(one, 'iron-ore'), kit.market.watch(one, 'iron-ore')]);
    await kit.market.watch(one, 'copper-ore');
    assert.deepEqual(await kit.market.watches(one), ['copper-ore', 'iron-ore']);
    assert.deepEqual(await kit.market.watchersAmong([one, other], 'iron-ore'), [one]);
    await kit.market.unwatch(one, 'iron-ore');
    assert.deepEqual(await kit.market.watchersAmong([one, other], 'iron-ore'), []);
    await refused(kit.market.watch(one, 'nothing'), 'content_not_found');
    await refused(kit.market.watch(randomUUID(), 'iron-ore'), 'character_not_found');
    const kinds = [...kit.content.items.keys(), ...kit.content.modules.keys(), ...kit.content.hulls.keys()];
    for (const kind of kinds.slice(0, WATCHES_PER_CHARACTER)) await kit.market.watch(other, kind);
    if (kinds.length > WATCHES_PER_CHARACTER)
      await refused(kit.market.watch(other, kinds[WATCHES_PER_CHARACTER]!), 'watch_limit_reached');
  });
});
