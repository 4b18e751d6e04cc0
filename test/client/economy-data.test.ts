import assert from 'node:assert/strict';
import type { Page } from '../../client/src/api/character-api.ts';
import type { PriceDay } from '../../client/src/api/market-api.ts';
import { Latest } from '../../client/src/data/latest.ts';
import { Pages } from '../../client/src/data/pages.ts';
import { wholeNumber } from '../../client/src/data/whole-number.ts';
import { Catalogue } from '../../client/src/economy/catalogue.ts';
import { notOffered, offerOf, withHolding, withoutHolding } from '../../client/src/economy/direct-trade.ts';
import { goodsOf, holdingsOf, parcelOf } from '../../client/src/economy/holdings.ts';
import { marketText } from '../../client/src/economy/market-words.ts';
import { priceGeometry } from '../../client/src/economy/price-geometry.ts';
import { scoreText } from '../../client/src/economy/score-words.ts';
import { fittingPreview } from '../../client/src/economy/ship-words.ts';
import {
  changeText,
  creditsText,
  effectsText,
  operationText,
  timeLeftText,
  weightText,
} from '../../client/src/economy/words.ts';
import { shipStats } from '../../src/ships/ship-stats.ts';
import { shippedContent } from '../kit/open-content.ts';

const { items, hulls, modules } = shippedContent();
const catalogue = new Catalogue([...items.values()], [...hulls.values()], [...modules.values()]);

/** A question that the test answers by itself. */
function question<T>() {
  const asked: PromiseWithResolvers<T>[] = [];
  const ask = () => {
    const one = Promise.withResolvers<T>();
    asked.push(one);
    return one.promise;
  };
  return { asked, ask };
}

describe('answers about property', () => {
  it('CL23 an older answer that comes late does not undo a newer one', async () => {
    const { asked, ask } = question<string>();
    const latest = new Latest('nothing');
    const [first, second] = [latest.take(ask), latest.take(ask)];
    asked[1]!.resolve('new');
    assert.equal(await second, true);
    asked[0]!.resolve('old');
    assert.equal(await first, false);
    assert.equal(latest.value, 'new');
  });

  it('CL23 a question that failed changes nothing, and an older answer still counts', async () => {
    const { asked, ask } = question<string>();
    const latest = new Latest('nothing');
    const [first, second] = [latest.take(ask), latest.take(ask)];
    asked[1]!.reject(new Error('away'));
    await assert.rejects(second, { message: 'away' });
    asked[0]!.resolve('old');
    await first;
    assert.equal(latest.value, 'old');
  });

  it('CL24 lists are read page by page, and a refresh throws nobody back who has read on', async () => {
    const cursors: (string | null)[] = [];
    const book: Record<string, Page<number>> = {
      first: { entries: [1, 2], cursor: 'second' },
      second: { entries: [3], cursor: null },
    };
    const pages = new Pages<number>(async (cursor) => {
      cursors.push(cursor);
      return book[cursor ?? 'first']!;
    });
    await pages.refresh();
    await pages.refresh();
    assert.deepEqual([pages.entries, pages.hasMore], [[1, 2], true]);
    await pages.more();
    await pages.more();
    await pages.refresh();
    assert.deepEqual([pages.entries, pages.hasMore], [[1, 2, 3], false]);
    assert.deepEqual(cursors, [null, null, 'second']);
    await pages.restart();
    assert.deepEqual(pages.entries, [1, 2]);
  });

  it('CL24 a page that was asked for before the list began anew does not count', async () => {
    const { asked, ask } = question<Page<number>>();
    const pages = new Pages<number>(ask);
    const first = pages.restart();
    asked[0]!.resolve({ entries: [1], cursor: 'more' });
    await first;
    const [more, ignored, again] = [pages.more(), pages.more(), pages.restart()];
    asked[1]!.resolve({ entries: [2], cursor: null });
    asked[2]!.resolve({ entries: [7], cursor: null });
    await Promise.all([more, ignored, again]);
    assert.deepEqual(pages.entries, [7]);
    assert.equal(asked.length, 3);
  });

  it('CL24 a list is shown though each answer takes longer than the pause between two looks', async () => {
    const { asked, ask } = question<Page<number>>();
    const pages = new Pages<number>(ask);
    const [first, second, third] = [pages.refresh(), pages.refresh(), pages.refresh()];
    asked[0]!.resolve({ entries: [1], cursor: null });
    await first;
    assert.deepEqual(pages.entries, [1]);
    asked[2]!.resolve({ entries: [3], cursor: null });
    await third;
    asked[1]!.resolve({ entries: [2], cursor: null });
    await second;
    assert.deepEqual(pages.entries, [3]);
  });

  it('CL24 a look that fails takes nothing away from one before it that is answered later', async () => {
    const { asked, ask } = question<Page<number>>();
    const pages = new Pages<number>(ask);
    const [first, second] = [pages.refresh(), pages.refresh()];
    asked[1]!.reject(new Error('away'));
    await assert.rejects(second, { message: 'away' });
    asked[0]!.resolve({ entries: [1], cursor: null });
    await first;
    assert.deepEqual(pages.entries, [1]);
  });

  it('CL24 a list whose new beginning failed is asked for again, however far the old one was read', async () => {
    const { asked, ask } = question<Page<number>>();
    const pages = new Pages<number>(ask);
    const answer = async (done: Promise<void>, page: Page<number>) => {
      asked.at(-1)!.resolve(page);
      await done;
    };
    await answer(pages.refresh(), { entries: [1], cursor: 'more' });
    await answer(pages.more(), { entries: [2], cursor: null });
    const failing = pages.restart();
    asked.at(-1)!.reject(new Error('away'));
    await assert.rejects(failing, { message: 'away' });
    assert.deepEqual(pages.entries, [1, 2]);
    await answer(pages.refresh(), { entries: [7], cursor: null });
    assert.deepEqual(pages.entries, [7]);
  });

  it('CL24 a look that was under way when somebody read on throws nobody back', async () => {
    const { asked, ask } = question<Page<number>>();
    const pages = new Pages<number>(ask);
    const first = pages.refresh();
    asked[0]!.resolve({ entries: [1], cursor: 'more' });
    await first;
    const [look, more] = [pages.refresh(), pages.more()];
    asked[2]!.resolve({ entries: [2], cursor: null });
    await more;
    asked[1]!.resolve({ entries: [0, 1], cursor: null });
    await look;
    assert.deepEqual(pages.entries, [1, 2]);
  });
});

describe('what somebody writes and reads', () => {
  it('CL25 an amount is a whole number from 1 to what there is', () => {
    for (const [text, value] of [
      ['1', 1],
      [' 007 ', 7],
      ['1000000000', 1_000_000_000],
    ] as const)
      assert.equal(wholeNumber(text), value, text);
    for (const text of [
      '',
      '0',
      '-1',
      '1.5',
      '1e3',
      '1,000',
      'NaN',
      'Infinity',
      '0x10',
      '1000000001',
      '٣',
      "1' OR 1",
    ])
      assert.equal(wholeNumber(text), null, text);
    assert.equal(wholeNumber('5', 5), 5);
    assert.equal(wholeNumber('6', 5), null);
  });

  it('CL26 stacks and unique items stand in one list, by name, and are named as the routes want them', () => {
    const [stack, item] = holdingsOf(
      { stacks: [{ kind: 'iron-ore', amount: 5 }], items: [{ id: 'i-1', kind: 'trail-boots', state: {} }] },
      catalogue,
    );
    assert.deepEqual([stack!.kind, item!.kind], ['iron-ore', 'trail-boots']);
    assert.deepEqual(goodsOf(stack!, 2), { kind: 'iron-ore', amount: 2 });
    assert.deepEqual(goodsOf(item!, 1), { itemId: 'i-1' });
    assert.deepEqual(parcelOf(stack!, 2), { stacks: [{ kind: 'iron-ore', amount: 2 }] });
    assert.deepEqual(parcelOf(item!, 1), { items: ['i-1'] });
  });

  it('CL26 kinds of a later version are shown by their id', () => {
    assert.equal(catalogue.name('moon-cheese'), 'moon-cheese');
    assert.equal(catalogue.assetName('stack:iron-ore'), 'Iron Ore');
    assert.equal(catalogue.assetName('credits'), 'credits');
  });

  it('CL26 numbers are told with their units', () => {
    assert.deepEqual([creditsText(1), creditsText(1_234_567)], ['1 credit', '1,234,567 credits']);
    assert.deepEqual([weightText(999), weightText(1_250)], ['999 g', '1.25 kg']);
    assert.deepEqual([changeText(5), changeText(-1_000)], ['+5', '−1,000']);
    assert.equal(
      effectsText({ speedBonus: 0.04, carry: 15_000, slots: 5, speed: 0 }),
      '+4 % speed, +15 kg to carry, +5 slots',
    );
    assert.equal(operationText('inventory.transfer'), 'Inventory transfer');
    assert.deepEqual(
      [
        scoreText('rift-times', 245_120),
        scoreText('kills', 1),
        scoreText('wealth', 2),
        scoreText('arena-rating', 1_510),
      ],
      ['4:05.120', '1 kill', '2 credits', '1,510'],
    );
    const now = Date.parse('2026-01-01T00:00:00Z');
    const left = (ms: number) => timeLeftText(new Date(now + ms).toISOString(), now);
    assert.deepEqual(
      [left(-1), left(59_000), left(60_000), left(9 * 3_600_000 + 90_000), left(10 * 3_600_000)],
      ['over', 'less than a minute', '1 min', '9 h 1 min', '10 h'],
    );
  });

  it('CL26 news of the trading post are told once', () => {
    const news = { listingId: 'l', kind: 'iron-ore', amount: 3, price: 12 };
    assert.equal(marketText({ ...news, what: 'sold' }, 'Iron Ore'), 'Sold: 3 × Iron Ore.');
    assert.equal(
      marketText({ ...news, what: 'outbid', amount: 1 }, 'Iron Ore'),
      'Somebody bid more for Iron Ore: 12 credits. You have yours back.',
    );
    assert.equal(marketText({ ...news, what: 'bought' }, 'Iron Ore'), null);
  });
});

describe('ships, prices and offers', () => {
  it('CL27 what a module would change is reckoned as the server does', () => {
    const hull = [...hulls.values()].find(({ starter }) => starter)!;
    const added = modules.get('ion-drive')!;
    const { changes, lacks } = fittingPreview(hull, [], added);
    const [before, after] = [shipStats(hull, []), shipStats(hull, [added])];
    const speed = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
    assert.ok(
      changes.includes(`speed ${speed.format(before.speed)} m/s → ${speed.format(after.speed)} m/s`),
      changes.join('; '),
    );
    assert.deepEqual(lacks, []);
    const full = Array.from({ length: 30 }, () => added);
    assert.deepEqual(fittingPreview(hull, full, added).lacks, ['power', 'CPU']);
  });

  it('CL28 in the price chart time runs evenly, and prices fill the height', () => {
    const day = (date: string, low: number, average: number, high: number, sold: number): PriceDay => ({
      day: date,
      low,
      high,
      average,
      sold,
    });
    const { days, bottom, top } = priceGeometry(
      [day('2026-01-01', 10, 15, 20, 4), day('2026-01-02', 20, 25, 30, 2), day('2026-01-05', 30, 40, 50, 1)],
      { width: 100, height: 40 },
    );
    assert.deepEqual([bottom, top], [10, 50]);
    assert.deepEqual(
      days.map(({ x, yLow, yHigh, yAverage, bar }) => [x, yLow, yHigh, yAverage, bar]),
      [
        [0, 40, 30, 35, 10],
        [25, 30, 20, 25, 5],
        [100, 20, 0, 10, 2.5],
      ],
    );
    const [only] = priceGeometry([day('2026-01-01', 5, 5, 5, 1)], { width: 100, height: 40 }).days;
    assert.deepEqual([only!.x, only!.yLow, only!.yHigh], [50, 20, 20]);
    assert.deepEqual(priceGeometry([], { width: 100, height: 40 }).days, []);
  });

  it('CL29 what is offered in a direct trade is no longer there to be offered', () => {
    const own = {
      stacks: [{ kind: 'iron-ore', amount: 5 }],
      items: [{ id: 'i-1', kind: 'trail-boots', state: {} }],
    };
    const [stack, item] = holdingsOf(own, catalogue);
    let offer = offerOf({ credits: 3, stacks: [], items: [] });
    offer = withHolding(offer, stack!, 2);
    offer = withHolding(offer, stack!, 1);
    offer = withHolding(offer, item!, 1);
    assert.deepEqual(offer, { credits: 3, stacks: [{ kind: 'iron-ore', amount: 3 }], items: ['i-1'] });
    assert.deepEqual(notOffered(own, offer), { stacks: [{ kind: 'iron-ore', amount: 2 }], items: [] });
    offer = withoutHolding(withoutHolding(offer, 'iron-ore'), 'i-1');
    assert.deepEqual(notOffered(own, offer), own);
  });
});
