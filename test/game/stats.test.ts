import assert from 'node:assert/strict';
import type { StatusKind } from '../../src/content/combat-types.ts';
import { NO_EFFECTS } from '../../src/game/effects.ts';
import { characterStats, clampVitals, fillVitals, speedNow } from '../../src/game/stats.ts';
import { affect } from '../../src/game/world.ts';
import { HandWorld, RUNNER } from '../kit/hand-world.ts';

const GROWING = {
  ...RUNNER,
  growth: { health: 10, mana: 5, stamina: 4, attack: 2.5, defence: 0.5 },
};

describe('stats', () => {
  it('PG1 at level 1 a character has the values of its class', () => {
    assert.deepEqual(characterStats(GROWING, 1, NO_EFFECTS), {
      health: 100,
      mana: 50,
      stamina: 100,
      attack: 10,
      defence: 0,
    });
  });

  it('PG1 each level adds what the class grows by; fractions count once they are whole', () => {
    const at = (level: number) => characterStats(GROWING, level, NO_EFFECTS);
    assert.deepEqual(at(2), { health: 110, mana: 55, stamina: 104, attack: 12, defence: 0 });
    assert.deepEqual(at(3), { health: 120, mana: 60, stamina: 108, attack: 15, defence: 1 });
    assert.deepEqual(at(10), { health: 190, mana: 95, stamina: 136, attack: 32, defence: 4 });
  });

  it('PG1 effects come on top', () => {
    const effects = { ...NO_EFFECTS, health: 40, mana: 1, stamina: 2, attack: 24, defence: 14 };
    assert.deepEqual(characterStats(GROWING, 2, effects), {
      health: 150,
      mana: 56,
      stamina: 106,
      attack: 36,
      defence: 14,
    });
  });

  it('PG2 what is put on makes room for health and gives none; what is taken off takes what is above', () => {
    const hand = new HandWorld();
    const ann = hand.enter('ann', 500, 500);
    affect(hand.world, ann, { ...NO_EFFECTS, health: 40, mana: 10 });
    assert.deepEqual([ann.stats.health, ann.vitals], [140, { health: 100, mana: 50, stamina: 100 }]);
    fillVitals(ann);
    affect(hand.world, ann, { ...NO_EFFECTS, mana: 5 });
    assert.deepEqual([ann.stats.health, ann.vitals], [100, { health: 100, mana: 55, stamina: 100 }]);
  });

  it('PG2 nothing is below 0 or above the most', () => {
    const vitals = { health: -3, mana: 51, stamina: 99.5 };
    clampVitals(vitals, characterStats(RUNNER, 1, NO_EFFECTS));
    assert.deepEqual(vitals, { health: 0, mana: 50, stamina: 99.5 });
  });

  const status = (change: Partial<StatusKind>) => {
    const kind = { id: 's', speed: 0, rooted: false, stunned: false, ...change } as StatusKind;
    return { kind, sourceId: 'x', endTick: 9, absorb: 0, nextTick: 9 };
  };

  it('PG1 shares of the speed are added up, in whole pixels and never below 0; rooted, stunned and dead are 0', () => {
    const speed = (diedTick: number, ...kinds: Partial<StatusKind>[]) =>
      speedNow({ diedTick, statuses: new Map(kinds.map((kind, i) => [`${i}`, status(kind)])) }, 165);
    assert.equal(speed(-1), 165);
    assert.equal(speed(-1, { speed: -0.4 }), 99);
    assert.equal(speed(-1, { speed: -0.4 }, { speed: 0.25 }), 140);
    assert.equal(speed(-1, { speed: -0.6 }, { speed: -0.6 }), 0);
    assert.equal(speed(-1, { speed: 1 }, { rooted: true }), 0);
    assert.equal(speed(-1, { stunned: true }), 0);
    assert.equal(speed(0), 0);
  });
});
