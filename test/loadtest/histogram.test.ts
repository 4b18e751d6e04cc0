import assert from 'node:assert/strict';
import { Histogram } from '../../loadtest/measure/histogram.ts';
import { Tallies } from '../../loadtest/measure/tallies.ts';
import { seededRandom } from '../../loadtest/simulate-fill/random.ts';
import { percentile } from '../../loadtest/simulate-fill/statistics.ts';

const SEED = 11;
/** One bucket. */
const ERROR = 2 ** (1 / 64) - 1;

function values(count: number): number[] {
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () => 10 ** (random() * 6 - 2));
}

function histogramOf(all: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of all) histogram.add(value);
  return histogram;
}

describe('histograms of the load tests', () => {
  it(`LT5 give quantiles of 10,000 values at most 1.1 % too high, and the extremes exactly (seed ${SEED})`, () => {
    const all = values(10_000);
    const histogram = histogramOf(all);
    for (const share of [0, 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1]) {
      const exact = percentile(all, share);
      const found = histogram.quantile(share)!;
      assert.ok(found >= exact && found <= exact * (1 + ERROR), `${share}: ${found} for ${exact}`);
    }
    assert.equal(histogram.min, Math.min(...all));
    assert.equal(histogram.max, Math.max(...all));
    assert.equal(histogram.count, 10_000);
  });

  it('LT5 add up to the histogram of all values, wherever they were counted', () => {
    const all = values(3_000);
    const sum = new Histogram();
    for (const part of [all.slice(0, 10), all.slice(10, 2_000), all.slice(2_000)]) {
      sum.merge(JSON.parse(JSON.stringify(histogramOf(part).data())));
    }
    const whole = histogramOf(all);
    for (const share of [0, 0.5, 0.95, 0.99, 1]) assert.equal(sum.quantile(share), whole.quantile(share));
    assert.equal(sum.count, whole.count);
    assert.equal(sum.max, whole.max);
  });

  it('LT5 know nothing of no values, and everything of one', () => {
    const histogram = new Histogram();
    assert.deepEqual([histogram.quantile(0.5), histogram.min, histogram.data()], [null, null, null]);
    histogram.add(42);
    assert.deepEqual(
      [0, 0.5, 1].map((share) => histogram.quantile(share)),
      [42, 42, 42],
    );
    histogram.add(0);
    assert.deepEqual([histogram.min, histogram.mean, histogram.max], [0, 21, 42]);
  });

  it('LT5 travel in tallies, which tell only what is new', () => {
    const [worker, main] = [new Tallies(), new Tallies()];
    worker.count('error:a', 2);
    worker.count('error:b', 3);
    worker.measure('join', 10);
    main.merge(worker.drain());
    worker.count('error:a');
    worker.measure('join', 30);
    main.merge(worker.drain());
    main.merge(worker.drain());
    assert.deepEqual(main.family('error:'), [
      ['a', 3],
      ['b', 3],
    ]);
    assert.equal(main.histogram('join').count, 2);
    assert.equal(main.histogram('join').max, 30);
  });
});
