import assert from 'node:assert/strict';
import { priceAsked, pricePaid } from '../../src/content/prices.ts';
import type { Shop } from '../../src/content/shops.ts';
import { problemsAfter } from '../content/broken-content.ts';
import { shippedContent } from '../kit/open-content.ts';

const STALL: Shop = {
  id: 'stall',
  name: 'Stall',
  text: 'Small.',
  place: 'haven',
  pays: { percent: 35, special: [{ kind: 'glass', percent: 90 }] },
  sells: { percent: 135, kinds: ['glass', 'rope', 'writ'] },
};

describe('prices', () => {
  it('SL1 a shop pays a share of the value, rounded down, and another one for what is special to it', () => {
    assert.equal(pricePaid(STALL, { id: 'rope', value: 11 }), 3);
    assert.equal(pricePaid(STALL, { id: 'glass', value: 11 }), 9);
  });

  it('SL1 a shop asks a share of the value, rounded up, for what it has', () => {
    assert.equal(priceAsked(STALL, { id: 'rope', value: 11 }), 15);
    assert.equal(priceAsked(STALL, { id: 'lamp', value: 11 }), null);
  });

  it('SL1 what is bound or worth nothing is not traded', () => {
    assert.equal(pricePaid(STALL, { id: 'writ', value: 50, bound: true }), null);
    assert.equal(priceAsked(STALL, { id: 'writ', value: 50, bound: true }), null);
    assert.equal(pricePaid(STALL, { id: 'rope', value: 2 }), null);
    assert.equal(priceAsked(STALL, { id: 'rope', value: 0 }), null);
  });

  it('SL2 the shipped shops ask more for everything than any of them pays for it', () => {
    const { shops, items, hulls, modules } = shippedContent();
    for (const goods of [...items.values(), ...hulls.values(), ...modules.values()]) {
      const paid = [...shops.values()].map((shop) => pricePaid(shop, goods) ?? 0);
      const asked = [...shops.values()].map((shop) => priceAsked(shop, goods) ?? Number.POSITIVE_INFINITY);
      assert.ok(Math.max(...paid) < Math.min(...asked), goods.id);
    }
  });

  it('SL2 content in which a purchase could be sold for more is refused', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('prices.json', ({ shops }) => {
          shops[1].pays.special.push({ kind: 'health-draught', percent: 200 });
        }),
      ),
      ['prices.json: shops[1].pays: 24 for "health-draught", which is sold for 14'],
    );
  });

  it('SL2 shops name goods that exist and are traded, each once, and a place has one shop', () => {
    assert.deepEqual(
      problemsAfter((copy) =>
        copy.edit('prices.json', ({ shops }) => {
          shops[0].place = 'nowhere';
          shops[2].place = 'meridian';
          shops[0].pays.special[0].kind = 'moon-cheese';
          shops[1].sells.kinds.push('harbour-writ', 'kestrel');
        }),
      ),
      [
        'prices.json: shops[0].place: no such place "nowhere"',
        'prices.json: shops[0].pays.special[0]: no such kind "moon-cheese"',
        'prices.json: shops[1].sells.kinds[12]: "harbour-writ" is not traded',
        'prices.json: shops[1].sells.kinds[13]: "kestrel" is there twice',
        'prices.json: shops[2].place: "meridian" has a shop already',
      ],
    );
  });

  it('SL15 upgrades that nobody could ever buy are refused, and requirements of what does not exist', () => {
    assert.deepEqual(
      problemsAfter((copy) => {
        copy.edit('upgrades.json', ({ upgrades }) => {
          upgrades[0].requires = [{ kind: 'upgrade', upgrade: 'zone-access', level: 1 }];
          upgrades[1].requires = [{ kind: 'upgrade', upgrade: 'luck', level: 1 }];
          upgrades[2].requires = [{ kind: 'upgrade', upgrade: 'debris-scanner', level: 6 }];
          upgrades[4].cost = { base: 1_000_000, multiplier: 10.0 };
          upgrades[4].maxLevel = 5;
        });
        copy.edit('places.json', ({ places }) => {
          places[2].requires = [{ kind: 'upgrade', upgrade: 'zone-access', level: 4 }];
        });
      }),
      [
        'upgrades.json: upgrades[0].requires: leads back to itself',
        'upgrades.json: upgrades[1].requires[0].upgrade: no such upgrade "luck"',
        'upgrades.json: upgrades[2].requires[0].level: "debris-scanner" has only 5',
        'upgrades.json: upgrades[4].cost: the last level costs more than 1000000000 credits',
        'upgrades.json: upgrades[5].requires: leads back to itself',
        'places.json: places[2].requires[0].level: "zone-access" has only 3',
      ],
    );
  });
});
