import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AgreedTrade } from '../../src/market/direct-trades.ts';
import type { TradeOffer } from '../../src/market/trade-offer.ts';
import { MarketKit, refused, tally } from './kit.ts';

const ORE = 'iron-ore';
const NOTHING: TradeOffer = { credits: 0, stacks: [], items: [] };

describe('settling direct trades', () => {
  let kit: MarketKit;

  before(async () => {
    kit = await MarketKit.start();
  });
  after(() => kit.close());
  afterEach(() => kit.audit());

  /** New characters have been in no instance: their fence is 0. */
  const agreed = (
    [one, gives]: [string, Partial<TradeOffer>],
    [two, returns]: [string, Partial<TradeOffer>],
    fences = [0, 0],
  ): AgreedTrade => ({
    id: randomUUID(),
    sides: [
      { characterId: one, fence: fences[0]!, offer: { ...NOTHING, ...gives } },
      { characterId: two, fence: fences[1]!, offer: { ...NOTHING, ...returns } },
    ],
  });

  it('TD5 both sides change hands at once, and once', async () => {
    const [one, two] = [await kit.person(100, { [ORE]: 10 }), await kit.person(50)];
    const blade = await kit.item(two, 'tide-sabre');
    const trade = agreed(
      [one, { credits: 30, stacks: [{ kind: ORE, amount: 4 }] }],
      [two, { credits: 5, items: [blade] }],
    );
    assert.deepEqual((await kit.trades.show(two, trade.sides[1].offer)).items, [
      { id: blade, kind: 'tide-sabre', state: { edge: 7 } },
    ]);
    await Promise.all(Array.from({ length: 4 }, () => kit.trades.settle(trade)));
    assert.deepEqual([await kit.credits(one), await kit.credits(two)], [75, 75]);
    assert.equal(await kit.amount({ kind: 'character', id: two }, `stack:${ORE}`), 4);
    assert.equal(await kit.ownerOf(blade), `character ${one}`);
  });

  it('TD6 what somebody does not have, uses, or may not give away moves nothing', async () => {
    const [one, two] = [
      await kit.person(100, { [ORE]: 10, 'field-ration': 1 }),
      await kit.person(50, { [ORE]: 1 }),
    ];
    const worn = await kit.item(one, 'tide-sabre', 'equip:weapon');
    const bound = await kit.item(one, 'issue-blade');
    const foreign = await kit.item(two, 'tide-sabre');
    const bad: [Partial<TradeOffer>, Parameters<typeof refused>[1]][] = [
      [{ credits: 101 }, 'insufficient_credits'],
      [{ credits: -5 }, 'invalid_request'],
      [{ credits: 0.5 }, 'invalid_request'],
      [{ credits: Number.NaN }, 'invalid_request'],
      [{ stacks: [{ kind: ORE, amount: 11 }] }, 'insufficient_items'],
      [
        {
          stacks: [
            { kind: ORE, amount: 6 },
            { kind: ORE, amount: 6 },
          ],
        },
        'insufficient_items',
      ],
      [{ stacks: [{ kind: ORE, amount: -1 }] }, 'invalid_request'],
      [{ stacks: [{ kind: '__proto__', amount: 1 }] }, 'insufficient_items'],
      [{ stacks: [{ kind: 'field-ration', amount: 1 }] }, 'item_bound'],
      [{ items: [worn] }, 'item_in_use'],
      [{ items: [bound] }, 'item_bound'],
      [{ items: [foreign] }, 'item_not_found'],
      [{ items: ["'; DROP TABLE items; --"] }, 'item_not_found'],
    ];
    for (const [offer, code] of bad) {
      const trade = agreed([one, offer], [two, { credits: 1, stacks: [{ kind: ORE, amount: 1 }] }]);
      await refused(kit.trades.show(one, trade.sides[0].offer), code);
      await refused(kit.trades.settle(trade), code);
    }
    assert.deepEqual([await kit.credits(one), await kit.credits(two)], [100, 50]);
  });

  it('TD7 who was taken over by another instance since trades no more', async () => {
    const [one, two] = [await kit.person(100), await kit.person(100)];
    await kit.database.dataSource.query('UPDATE characters SET fence = fence + 1 WHERE id = $1', [two]);
    await refused(kit.trades.settle(agreed([one, { credits: 10 }], [two, {}])), 'trade_refused');
    await kit.trades.settle(agreed([one, { credits: 10 }], [two, {}], [0, 1]));
    assert.deepEqual([await kit.credits(one), await kit.credits(two)], [90, 110]);
  });

  it('TD8 what one of them has no room for is not traded', async () => {
    const [one, two] = [await kit.person(0, { [ORE]: 30_000 }), await kit.person(100)];
    const trade = agreed([one, { stacks: [{ kind: ORE, amount: 30_000 }] }], [two, { credits: 100 }]);
    await refused(kit.trades.settle(trade), 'over_capacity');
    assert.deepEqual([await kit.credits(one), await kit.credits(two)], [0, 100]);
  });

  it('TD5 one item in two trades at once goes to one of them', async () => {
    const [owner, ...others] = await Promise.all(Array.from({ length: 11 }, () => kit.person(100)));
    const blade = await kit.item(owner!, 'tide-sabre');
    const outcomes = await tally(
      others.map((other) =>
        kit.trades.settle(agreed([owner!, { items: [blade] }], [other, { credits: 100 }])),
      ),
    );
    assert.deepEqual(outcomes, { done: 1, item_not_found: 9 });
    assert.equal(await kit.credits(owner!), 200);
  });

  it('TD5 many who trade crosswise at once end, and nothing is lost', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => kit.person(1000)));
    const trades = people.flatMap((one) =>
      people
        .filter((other) => other !== one)
        .map((other) => kit.trades.settle(agreed([one, { credits: 3 }], [other, { credits: 2 }]))),
    );
    assert.deepEqual(await tally(trades), { done: 56 });
    for (const one of people) assert.equal(await kit.credits(one), 1000);
  });
});
