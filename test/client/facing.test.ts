import assert from 'node:assert/strict';
import { directionOf, facingOf, SOUTH } from '../../client/src/world/facing.ts';
import { Walk } from '../../client/src/world/walk.ts';

describe('facing and frames', () => {
  it('CL1 facing is 256 steps per turn, 0 = east, clockwise on screen; who stands keeps it', () => {
    assert.equal(facingOf(1, 0, 99), 0);
    assert.equal(facingOf(0, 1, 99), SOUTH);
    assert.equal(facingOf(-1, 0, 99), 128);
    assert.equal(facingOf(0, -1, 99), 192);
    assert.equal(facingOf(0.7, 0.7, 99), 32);
    assert.equal(facingOf(0.7, -0.7, 99), 224);
    assert.equal(facingOf(0, 0, 99), 99);
  });

  it('CL1 four directions are drawn; a diagonal shows the side view', () => {
    const expected = {
      0: 'east',
      20: 'east',
      64: 'south',
      80: 'south',
      128: 'west',
      192: 'north',
      250: 'east',
    };
    for (const [facing, direction] of Object.entries(expected))
      assert.equal(directionOf(Number(facing)), direction);
    for (const [diagonal, direction] of Object.entries({
      32: 'east',
      96: 'west',
      160: 'west',
      224: 'east',
    })) {
      assert.equal(directionOf(Number(diagonal)), direction, diagonal);
    }
  });

  it('CL2 feet follow the ground covered: a new frame every 15 pixels, over four frames', () => {
    const walk = new Walk();
    const frames = Array.from({ length: 20 }, (_, index) => walk.frame('south', 3, 16, index * 16));
    assert.deepEqual(frames, [2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 2]);
  });

  it('CL2 a rest shorter than 120 ms is still walking; after it one stands and breathes', () => {
    const walk = new Walk();
    assert.equal(walk.frame('north', 3, 16, 1000), 20);
    assert.equal(walk.frame('north', 0, 16, 1100), 20);
    assert.equal(walk.frame('north', 0, 16, 1200), 19);
    assert.equal(walk.frame('north', 0, 16, 1300), 18);
  });

  it('CL2 what smoothing leaves over is not walking', () => {
    assert.equal(new Walk().frame('west', 0.1, 16, 0), 6);
  });
});
