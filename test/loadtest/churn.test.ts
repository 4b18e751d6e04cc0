import assert from 'node:assert/strict';
import { parseChurnOptions } from '../../loadtest/churn/options.ts';
import { drawPlan, JOINS } from '../../loadtest/churn/plan.ts';
import type { Reading } from '../../loadtest/churn/reading.ts';
import { leftovers, slopes } from '../../loadtest/churn/verdict.ts';
import { Dice } from '../../loadtest/economy/dice.ts';
import { UsageError } from '../../loadtest/run/options.ts';
import { slopeOf } from '../../loadtest/simulate-fill/statistics.ts';

const EMPTY: Reading = {
  joins: 1000,
  heap: 50e6,
  external: 10e6,
  rss: 200e6,
  resources: { Timeout: 4, TCPSocketWrap: 9 },
  held: { views: 0, leases: 0 },
};

describe('the load test of joins and leaves', () => {
  it('LK6 fits the straight line of least squares', () => {
    const points = [0, 1, 2, 3].map((x): [number, number] => [x, 7 + 3 * x]);
    assert.equal(slopeOf(points), 3);
    assert.equal(slopeOf([...points, [1, 11], [2, 14]]), 3, 'what lies evenly beside it changes nothing');
    assert.ok(Number.isNaN(slopeOf([[1, 1]])));
  });

  it('LK6 reckons memory per 10,000 joins: while people come and go, and from before to after', () => {
    const readings = [2000, 4000, 6000].map((joins) => ({ ...EMPTY, joins, heap: 60e6 + joins * 50 }));
    const end = { ...EMPTY, joins: 6000, heap: 51e6 };
    assert.deepEqual(slopes({ baseline: EMPTY, readings, end }), { memory: 500_000, rss: 0, empty: 2e6 });
  });

  it('LK6 tells of what there is more than before, but for sockets, which come and go', () => {
    assert.deepEqual(leftovers(EMPTY, { ...EMPTY, resources: { Timeout: 3, TCPSocketWrap: 12 } }), []);
    const now = { ...EMPTY, resources: { Timeout: 5, FSReqCallback: 1 }, held: { views: 2, leases: 0 } };
    assert.deepEqual(leftovers(EMPTY, now), ['views 0 → 2', 'Timeout 4 → 5', 'FSReqCallback 0 → 1']);
  });

  it('LK6 plans the same visits with the same seed, in every way there is', () => {
    const atlas = { open: (kind: string) => [`${kind}-1`, `${kind}-2`] };
    const plans = (isBrief: boolean) => {
      const dice = new Dice(7);
      return Array.from({ length: 500 }, () => drawPlan(dice, atlas as never, 1000, isBrief));
    };
    assert.deepEqual(plans(false), plans(false));
    const endings = (isBrief: boolean) => [...new Set(plans(isBrief).map(({ ending }) => ending))].sort();
    assert.deepEqual(endings(false), Object.keys(JOINS).sort());
    assert.deepEqual(endings(true), ['is overtaken', 'leaves', 'returns']);
    for (const { stayMs } of plans(false)) assert.ok(stayMs >= 500 && stayMs < 1500);
  });

  it('LK6 takes what is given, has a default for the rest, and refuses what makes no sense', () => {
    const { joins, minutes, clients, seed, json } = parseChurnOptions('--minutes 0.5 --seed 7'.split(' '));
    assert.deepEqual([joins, minutes, clients, seed, json], [50_000, 0.5, 100, 7, null]);
    for (const args of [
      ['--joins', '0'],
      ['--clients', '1.5'],
      ['--minutes', 'x'],
      ['--speed', '3'],
    ])
      assert.throws(() => parseChurnOptions(args), UsageError);
  });
});
