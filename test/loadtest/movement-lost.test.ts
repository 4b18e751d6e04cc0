import assert from 'node:assert/strict';
import { movementLostMs } from '../../loadtest/kill/movement-lost.ts';

/** East for half a second, then back the same way. */
const THERE_AND_BACK = [0, 10, 20, 30, 40, 50, 40, 30, 20, 10].map((x, i) => ({ at: i * 100, x, y: 0 }));

describe('movement lost in the load tests', () => {
  it('LT2 who is put back to where it was last seen lost nothing', () => {
    assert.equal(movementLostMs(THERE_AND_BACK, { x: 10, y: 0 }), 0);
  });

  it('LT2 counts the walking since the place was left, though it is near where the walk ended', () => {
    assert.equal(movementLostMs(THERE_AND_BACK, { x: 50, y: 0 }), 400);
  });

  it('LT2 takes the last time at a place that was passed twice, and the nearest one to a place between', () => {
    assert.equal(movementLostMs(THERE_AND_BACK, { x: 31, y: 2 }), 200);
  });
});
