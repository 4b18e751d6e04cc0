import assert from 'node:assert/strict';
import { checkStillPowered, hullOf, slotForModule } from '../../src/ships/fitting-rules.ts';
import { flownShipEffects } from '../../src/ships/flown-ship.ts';
import { shipEffects } from '../../src/ships/ship-effects.ts';
import { shipStats } from '../../src/ships/ship-stats.ts';
import { slotsOf } from '../../src/ships/slots.ts';
import { hull, module, ship, shipContent } from './kit.ts';

const content = shipContent();

describe('fitting rules', () => {
  it('SH3 a hull has its slots kind by kind, counted from 1', () => {
    assert.deepEqual(
      slotsOf(hull()).map(({ id }) => id),
      ['engine-1', 'engine-2', 'shield-1', 'cargo-1', 'core-1'],
    );
  });

  it('SH3 a module goes into the first free slot of its kind, or into the one that is named', () => {
    assert.equal(slotForModule(content, ship(), 'burner', null), 'engine-1');
    assert.equal(slotForModule(content, ship({ 'engine-1': 'burner' }), 'burner', null), 'engine-2');
    assert.equal(slotForModule(content, ship(), 'burner', 'engine-2'), 'engine-2');
  });

  it('SH3 not into a slot of another kind, of no kind, or where the hull has none', () => {
    for (const wanted of [
      'core-1',
      'engine-3',
      'engine-0',
      'engine',
      '',
      'constructor',
      "'; DROP TABLE items;",
    ])
      assert.throws(
        () => slotForModule(content, ship(), 'burner', wanted),
        { code: 'slot_mismatch' },
        wanted,
      );
    assert.throws(() => slotForModule(content, ship(), 'dish', null), { code: 'slot_mismatch' });
  });

  it('SH3 what is no module goes nowhere, a hull neither', () => {
    for (const kind of ['barge', 'iron-ore', 'constructor', '__proto__'])
      assert.throws(() => slotForModule(content, ship(), kind, null), { code: 'slot_mismatch' }, kind);
    assert.throws(() => hullOf(content, { hull: 'burner' }), { code: 'ship_not_found' });
  });

  it('SH3 a slot takes one module', () => {
    const full = ship({ 'engine-1': 'rack', 'engine-2': 'rack' });
    assert.throws(() => slotForModule(content, full, 'burner', null), { code: 'slot_taken' });
    assert.throws(() => slotForModule(content, full, 'burner', 'engine-2'), { code: 'slot_taken' });
  });

  it('SH4 modules may use all the power and CPU of the ship, and no more', () => {
    const tight = shipContent();
    assert.equal(slotForModule(tight, ship({ 'engine-1': 'burner' }), 'burner', null), 'engine-2');
    const weak = { ...tight, hulls: new Map([['skiff', hull({ power: 9 })]]) };
    assert.throws(() => slotForModule(weak, ship({ 'engine-1': 'burner' }), 'burner', null), {
      code: 'power_exceeded',
      details: { used: 10, total: 9 },
    });
    assert.throws(() => slotForModule(tight, ship(), 'thinker', null), {
      code: 'cpu_exceeded',
      details: { used: 9, total: 8 },
    });
  });

  it('SH4 a reactor that others need cannot be taken out', () => {
    const weak = { ...content, hulls: new Map([['skiff', hull({ power: 5 })]]) };
    const fitted = ship({ 'core-1': 'reactor', 'engine-1': 'burner' });
    assert.equal(slotForModule(weak, fitted, 'burner', null), 'engine-2');
    const rest = ship({ 'engine-1': 'burner', 'engine-2': 'burner' });
    assert.throws(() => checkStillPowered(weak, rest), { code: 'power_exceeded' });
    checkStillPowered(weak, ship({ 'engine-1': 'burner' }));
  });

  it('SH4 a module that the content no longer knows keeps its slot, and nothing else', () => {
    const old = ship({ 'engine-1': 'forgotten' });
    assert.equal(slotForModule(content, old, 'burner', null), 'engine-2');
    checkStillPowered(content, old);
  });

  it('SH7 the ship that is flown adds its cargo, instruments, and a tenth of speed for each 100 m/s above 100', () => {
    const stats = shipStats(hull({ cargo: 900, scannerRange: 200, thrust: 50 }), [
      module('cargo', { collection: 0.2, magnetRange: 30 }),
    ]);
    assert.deepEqual(shipEffects(stats), {
      carry: 900,
      scannerRange: 200,
      collection: 0.2,
      magnetRange: 30,
      speedBonus: 0.15,
    });
    const bonusAt = (speed: number) => shipEffects({ ...stats, speed }).speedBonus;
    assert.deepEqual([20, 100, 200, 400, 9000].map(bonusAt), [0, 0, 0.1, 0.3, 0.3]);
  });

  it('SH7 of everything that a character has, only the active ship and what is fitted to it counts', () => {
    const items = [
      { id: 'a', kind: 'skiff', placed: 'active' },
      { id: 'b', kind: 'barge', placed: 'outfitted:b' },
      { id: 'c', kind: 'rack', placed: 'fit:a:cargo-1' },
      { id: 'd', kind: 'rack', placed: 'fit:b:cargo-1' },
      { id: 'e', kind: 'rack', placed: null },
      { id: 'f', kind: 'hat', placed: 'equip:head' },
    ];
    assert.equal(flownShipEffects(content, items).carry, 41_000);
    assert.deepEqual(flownShipEffects(content, items.slice(1)), {});
    assert.deepEqual(flownShipEffects(content, [{ id: 'a', kind: 'gone', placed: 'active' }]), {});
  });
});
