import assert from 'node:assert/strict';
import type { Upgrade } from '../../src/content/upgrades.ts';
import { costAfter, priceOfNext } from '../../src/economy/upgrade-rules.ts';
import { GameError } from '../../src/errors.ts';
import { effectsOfUpgrades, NO_EFFECTS, speedWith, sumEffects } from '../../src/game/effects.ts';
import { shippedContent } from '../kit/open-content.ts';

const MAGNET: Upgrade = {
  id: 'magnet',
  name: 'Magnet',
  text: 'Pulls.',
  maxLevel: 3,
  cost: { base: 105, multiplier: 1.5 },
  requires: [
    { kind: 'level', level: 4 },
    { kind: 'upgrade', upgrade: 'scanner', level: 2 },
  ],
  effects: { magnetRange: 40 },
};

describe('rules of upgrades', () => {
  it('SL8 a level costs base · multiplier^level, rounded, and after the highest there is none', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((level) => costAfter(MAGNET, level)),
      [105, 158, 236, null],
    );
  });

  it('SL8 the highest level has no next one', () => {
    assert.throws(
      () => priceOfNext(MAGNET, { level: 9, upgrades: new Map([['magnet', 3]]) }),
      (error) => error instanceof GameError && error.code === 'upgrade_maxed',
    );
  });

  it('SL9 a level is sold to who has the level and the upgrades that it is built upon', () => {
    const refusal = (level: number, scanner: number) => {
      try {
        return priceOfNext(MAGNET, { level, upgrades: new Map([['scanner', scanner]]) });
      } catch (error) {
        return (error as GameError).details;
      }
    };
    const level = { kind: 'level', needed: 4, has: 3 };
    const scanner = { kind: 'upgrade', upgrade: 'scanner', needed: 2, has: 1 };
    assert.deepEqual(refusal(3, 1), { missing: [level, scanner] });
    assert.deepEqual(refusal(4, 1), { missing: [scanner] });
    assert.equal(refusal(4, 2), 105);
  });

  it('SL11 effects of upgrades grow with their levels, and end at their highest', () => {
    const upgrades = new Map([['magnet', MAGNET]]);
    const effects = (level: number) => effectsOfUpgrades(new Map([['magnet', level]]), upgrades);
    assert.deepEqual(effects(2), [{ magnetRange: 80 }]);
    assert.deepEqual(effects(7), [{ magnetRange: 120 }]);
    assert.deepEqual(effectsOfUpgrades(new Map([['gone', 4]]), upgrades), [{}]);
  });

  it('SL11 effects add up to a most, whatever they come from', () => {
    assert.deepEqual(sumEffects([{ slots: 5, carry: 10 }, {}, { slots: 3 }]), {
      ...NO_EFFECTS,
      slots: 8,
      carry: 10,
    });
    assert.equal(sumEffects([{ magnetRange: 400 }, { magnetRange: 400 }]).magnetRange, 500);
  });

  it('SL11 speed is (class + effect) · (1 + bonus), in whole pixels', () => {
    assert.equal(speedWith(170, NO_EFFECTS), 170);
    assert.equal(speedWith(170, { ...NO_EFFECTS, speed: 3, speedBonus: 0.04 }), 180);
    assert.equal(speedWith(180, sumEffects([{ speedBonus: 3 }])), 360);
  });

  it('SL8 six upgrades are shipped, each with an effect or places that ask for it', () => {
    const { upgrades, places } = shippedContent();
    assert.deepEqual(
      [...upgrades.keys()],
      [
        'speed-boost',
        'inventory-expansion',
        'collection-efficiency',
        'debris-scanner',
        'cargo-magnet',
        'zone-access',
      ],
    );
    for (const { id, effects } of upgrades.values()) {
      const opens = [...places.values()].filter(({ requires }) =>
        requires.some((one) => one.kind === 'upgrade' && one.upgrade === id),
      );
      assert.ok(Object.keys(effects).length + opens.length > 0, `${id} does nothing`);
    }
  });
});
