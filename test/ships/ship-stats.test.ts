import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shipStats, stackingFactor } from '../../src/ships/ship-stats.ts';
import { shippedContent } from '../kit/open-content.ts';
import { hull, module } from './kit.ts';

const NO_RESISTANCES = { kinetic: 0, thermal: 0, em: 0, explosive: 0 };

describe('ship stats', () => {
  it('SH1 a bare hull is what its content says; speed is thrust ÷ (mass · 0.01)', () => {
    assert.deepEqual(shipStats(hull(), []), {
      mass: 20,
      thrust: 20,
      speed: 100,
      cargo: 1000,
      scannerRange: 300,
      resistances: { kinetic: 0.1, thermal: 0, em: 0, explosive: 0 },
      collection: 0,
      magnetRange: 0,
      power: { used: 0, total: 10 },
      cpu: { used: 0, total: 8 },
    });
  });

  it('SH1 what modules add is added, their mass and needs too', () => {
    const fitted = [
      module('engine', { thrust: 10 }, { mass: 5, power: 6, cpu: 2 }),
      module('core', { powerOutput: 4, cpuOutput: 3 }, { cpu: 1 }),
      module('cargo', { cargo: 500, magnetRange: 40, scannerRange: 50 }),
    ];
    assert.deepEqual(shipStats(hull(), fitted), {
      mass: 25,
      thrust: 30,
      speed: 120,
      cargo: 1500,
      scannerRange: 350,
      resistances: { kinetic: 0.1, thermal: 0, em: 0, explosive: 0 },
      collection: 0,
      magnetRange: 40,
      power: { used: 6, total: 14 },
      cpu: { used: 3, total: 11 },
    });
  });

  it('SH2 of several bonuses of a kind the greatest counts in full, the next 86.9 %, then 57.1, 28.3 and 10.6 %', () => {
    const percent = [0, 1, 2, 3, 4].map((before) => Math.round(stackingFactor(before) * 1000) / 10);
    assert.deepEqual(percent, [100, 86.9, 57.1, 28.3, 10.6]);
  });

  it('SH2 thrust, mass, scanner, collection and resistances stack with the penalty, whatever the order', () => {
    const small = module('engine', {
      thrustBonus: 0.1,
      massBonus: 0.1,
      scannerBonus: 0.1,
      collection: 0.1,
      resistances: { ...NO_RESISTANCES, kinetic: 0.1 },
    });
    const large = module('engine', {
      thrustBonus: 0.5,
      massBonus: 0.5,
      scannerBonus: 0.5,
      collection: 0.5,
      resistances: { ...NO_RESISTANCES, kinetic: 0.5, em: 0.5 },
    });
    const grown = 1.5 * 1.08691; // 1 + 0.1 · 0.8691
    const shrunk = 0.5 * 0.91309;
    for (const fitted of [
      [small, large],
      [large, small],
    ]) {
      const stats = shipStats(hull(), fitted);
      const round = (value: number) => Math.round(value * 100) / 100;
      assert.equal(round(stats.thrust), round(20 * grown));
      assert.equal(round(stats.mass), round(20 * shrunk));
      assert.equal(round(stats.speed), round((20 * grown) / (20 * shrunk * 0.01)));
      assert.equal(round(stats.scannerRange), round(300 * grown));
      assert.equal(round(stats.collection), round(grown - 1));
      assert.equal(round(stats.resistances.kinetic), round(1 - 0.9 * shrunk));
      assert.equal(stats.resistances.em, 0.5);
      assert.equal(stats.resistances.thermal, 0);
    }
  });

  it('SH2 any fitting of the shipped content has finite stats, no resistance of 1, and no order', () => {
    const { hulls, modules } = shippedContent();
    const fitting = fc.tuple(
      fc.constantFrom(...hulls.values()),
      fc.array(fc.constantFrom(...modules.values()), { maxLength: 12 }),
    );
    const seed = Date.now() % 2 ** 31;
    fc.assert(
      fc.property(fitting, ([of, fitted]) => {
        const stats = shipStats(of, fitted);
        assert.ok(stats.mass > 0 && stats.speed > 0 && Number.isFinite(stats.speed));
        for (const share of Object.values(stats.resistances)) assert.ok(share >= 0 && share < 1);
        assert.deepEqual(shipStats(of, fitted.toReversed()), stats);
      }),
      { seed, numRuns: 500 },
    );
  });
});
