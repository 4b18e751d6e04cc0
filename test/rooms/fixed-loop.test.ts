import assert from 'node:assert/strict';
import { FixedLoop } from '../../rooms/fixed-loop.ts';

describe('fixed loop', () => {
  it('RM1 time becomes whole steps: 20 in a second, however unevenly the timer fires', () => {
    const loop = new FixedLoop(20);
    const fired = [49.2, 50.9, 120, 3, 27, 49.9, 200, 50, 50, 50, 350 - 1.1, 0.1];
    const steps = fired.map((ms) => loop.advance(ms));
    assert.equal(
      fired.reduce((sum, ms) => sum + ms),
      999,
    );
    assert.equal(
      steps.reduce((sum, count) => sum + count) + loop.advance(1),
      18,
      'the 350 ms are cut to 5 steps',
    );
    assert.deepEqual(steps.slice(0, 2), [1, 1], 'a timer that fires a little early still makes its step');
  });

  it('RM1 a stall is dropped, not caught up with, and time never runs backwards', () => {
    const loop = new FixedLoop(20);
    assert.equal(loop.advance(60_000), 5);
    assert.equal(loop.advance(0), 0);
    assert.equal(loop.advance(-60_000), 0);
    assert.equal(loop.advance(50), 1);
  });
});
