import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Placement } from '../../src/economy/inventory-changes.ts';
import type { Holder } from '../../src/economy/inventory-holder.ts';
import { GameError } from '../../src/errors.ts';
import { planActivation, planFit, planUnfit, type ShipDecision } from '../../src/ships/fitting-plan.ts';
import { modulesOf } from '../../src/ships/fitting-rules.ts';
import { shipOf } from '../../src/ships/ship-record.ts';
import { shipStats } from '../../src/ships/ship-stats.ts';
import { shippedContent } from '../kit/open-content.ts';
import { shipContent } from './kit.ts';

const content = { ...shippedContent(), ...shipContent() };
const SHIPS = { s0: 'skiff', s1: 'skiff', s2: 'barge' };
const MODULES = {
  m0: 'burner',
  m1: 'burner',
  m2: 'burner',
  m3: 'reactor',
  m4: 'rack',
  m5: 'thinker',
  m6: 'dish',
};
const REFUSALS = new Set([
  'item_not_found',
  'item_in_use',
  'slot_mismatch',
  'slot_taken',
  'power_exceeded',
  'cpu_exceeded',
]);

const Ship = fc.constantFrom(...Object.keys(SHIPS));
const Module = fc.constantFrom(...Object.keys(MODULES), 'nothing');
const Slot = fc.constantFrom(null, 'engine-1', 'engine-2', 'core-1', 'cargo-1', 'cargo-2');
const Command = fc.oneof(
  fc.record({ do: fc.constant('fit' as const), shipId: Ship, moduleId: Module, slot: Slot }),
  fc.record({ do: fc.constant('unfit' as const), shipId: Ship, moduleId: Module }),
  fc.record({ do: fc.constant('activate' as const), shipId: Ship }),
);
type Command = typeof Command extends fc.Arbitrary<infer C> ? C : never;

function newHolder(): Holder {
  const items = Object.entries({ ...SHIPS, ...MODULES }).map(([id, kind]) => ({
    id,
    kind,
    placed: id === 's0' ? 'active' : null,
    state: {},
  }));
  return {
    owner: { kind: 'character', id: 'character' },
    accountId: 'account',
    wearer: { level: 1, classId: 'ranger' },
    upgrades: new Map(),
    holdings: { credits: 0, stacks: new Map(), items },
  };
}

function plan(holder: Holder, command: Command): ShipDecision {
  switch (command.do) {
    case 'fit':
      return planFit(content, holder, command);
    case 'unfit':
      return planUnfit(content, holder, command);
    case 'activate':
      return planActivation(content, holder, command);
  }
}

/** As the database does it: row by row, each only if it is as the placement says, and nothing placed twice. */
function write(holder: Holder, placements: readonly Placement[]): void {
  for (const { itemId, before, after } of placements) {
    const item = holder.holdings.items.find(({ id }) => id === itemId)!;
    assert.equal(item.placed, before);
    assert.ok(after === null || holder.holdings.items.every(({ placed }) => placed !== after), String(after));
    item.placed = after;
  }
}

function assertSound({ holdings: { items } }: Holder): void {
  assert.equal(items.filter(({ placed }) => placed === 'active').length, 1);
  let fitted = 0;
  for (const item of items.filter(({ kind }) => content.hulls.has(kind))) {
    const ship = shipOf(item, items);
    const { power, cpu } = shipStats(content.hulls.get(ship.hull)!, modulesOf(content, ship));
    assert.ok(power.used <= power.total && cpu.used <= cpu.total);
    assert.ok(
      ship.modules.length === 0 || item.placed !== null,
      'a ship with modules in it could be given away',
    );
    assert.ok(ship.active || ship.modules.length > 0 || item.placed === null, 'an empty ship is held back');
    for (const { slot, kind } of ship.modules)
      assert.equal(content.modules.get(kind)!.slot, slot.split('-')[0]);
    fitted += ship.modules.length;
  }
  assert.equal(items.filter(({ placed }) => placed?.startsWith('fit:')).length, fitted);
}

describe('fitting plans', () => {
  it('SH4 whatever is asked in whatever order, slots, budgets and one flown ship hold, and nothing changes hands', () => {
    const seed = Date.now() % 2 ** 31;
    let done = 0;
    fc.assert(
      fc.property(fc.array(Command, { minLength: 20, maxLength: 40 }), (commands) => {
        const holder = newHolder();
        for (const command of commands) {
          let decision: ShipDecision;
          try {
            decision = plan(holder, command);
          } catch (error) {
            assert.ok(error instanceof GameError && REFUSALS.has(error.code), String(error));
            continue;
          }
          const { lifted, placed, ...rest } = decision.work;
          assert.deepEqual(rest, { moves: [], created: [], postings: [] });
          write(holder, [...lifted, ...placed]);
          assertSound(holder);
          const ship = holder.holdings.items.find(({ id }) => id === command.shipId)!;
          assert.deepEqual(decision.result, shipOf(ship, holder.holdings.items));
          done++;
        }
      }),
      { seed, numRuns: 300 },
    );
    assert.ok(done > 1000, `seed ${seed}: only ${done} changes happened`);
  });
});
