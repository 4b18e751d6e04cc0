import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ratingsAfter } from '../../src/competition/rating.ts';

const of = (...entrants: [rating: number, rank: number][]) =>
  ratingsAfter(entrants.map(([rating, rank]) => ({ rating, rank })));

describe('arena ratings', () => {
  it('AN17 of two equals the winner gets what the loser loses: 16', () => {
    assert.deepEqual(of([1500, 1], [1500, 2]), [1516, 1484]);
  });

  it('AN17 who was expected to win gets little, who was not gets much', () => {
    assert.deepEqual(of([1900, 1], [1500, 2]), [1903, 1497]);
    assert.deepEqual(of([1900, 2], [1500, 1]), [1871, 1529]);
  });

  it('AN17 a shared rank brings the two nearer to each other', () => {
    assert.deepEqual(of([1500, 1], [1500, 1]), [1500, 1500]);
    assert.deepEqual(of([1900, 1], [1500, 1]), [1887, 1513]);
  });

  it('AN17 among four it is as if each had played against the three others, a third as much for each', () => {
    assert.deepEqual(of([1500, 1], [1500, 2], [1500, 3], [1500, 4]), [1516, 1505, 1495, 1484]);
  });

  it('AN17 no rating falls below 0; one alone keeps its own', () => {
    assert.deepEqual(of([3, 2], [3, 1]), [0, 19]);
    assert.deepEqual(of([1234, 1]), [1234]);
  });

  it('AN17 nobody gains or loses more than 32, and nothing is made or lost but by rounding', () => {
    const entrant = fc.record({
      rating: fc.integer({ min: 100, max: 4000 }),
      rank: fc.integer({ min: 1, max: 4 }),
    });
    const seed = Date.now() % 1_000_000;
    fc.assert(
      fc.property(fc.array(entrant, { minLength: 2, maxLength: 4 }), (entrants) => {
        const changes = ratingsAfter(entrants).map((after, at) => after - entrants[at]!.rating);
        assert.ok(changes.every((change) => Math.abs(change) <= 32));
        assert.ok(Math.abs(changes.reduce((sum, change) => sum + change, 0)) <= entrants.length / 2);
      }),
      { seed },
    );
  });
});
