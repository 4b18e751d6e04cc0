import assert from 'node:assert/strict';
import { FixedLoop } from '../../rooms/fixed-loop.ts';

describe('fixed loop', () => {
  it('RM1 time becomes whole steps: twenty in a second, however unevenly the timer fires', () => {
    const loop = new FixedLoop(20);
    const steps = [49.2, 50.9, 120, 3, 27, 49.9, 200, 50, 225, 225].map((ms) => loop.advance(ms));
    assert.deepEqual(
      steps,
      [1, 1, 2, 0, 1, 1, 4, 1, 4, 5],
      'a timer that fires a little early still makes its step',
    );
  });

  it('RM1 a stall is dropped, not caught up with, and time never runs backwards', () => {
    const loop = new FixedLoop(20);
    assert.equal(loop.advance(60_000), 5);
    assert.equal(loop.advance(0), 0);
    assert.equal(loop.advance(-60_000), 0);
    assert.equal(loop.advance(50), 1);
  });
});
