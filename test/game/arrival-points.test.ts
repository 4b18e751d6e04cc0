import assert from 'node:assert/strict';
import { arrivalPoints } from '../../src/game/arrival-points.ts';
import { GameMap } from '../../src/game/map.ts';

describe('arrival points', () => {
  it('TR34 the first stands on the spawn, the others beside it and each other', () => {
    const map = new GameMap(400, 400, []);
    assert.deepEqual(arrivalPoints(map, { x: 200, y: 200 }, 5), [
      { x: 200, y: 200 },
      { x: 200, y: 172 },
      { x: 172, y: 200 },
      { x: 228, y: 200 },
      { x: 200, y: 228 },
    ]);
  });

  it('TR34 nobody arrives in a wall, behind one, or outside of the map', () => {
    const map = new GameMap(400, 400, [{ left: 216, top: 0, right: 220, bottom: 400 }]);
    const points = arrivalPoints(map, { x: 200, y: 14 }, 5);
    assert.deepEqual(points, [
      { x: 200, y: 14 },
      { x: 172, y: 14 },
      { x: 200, y: 42 },
      { x: 172, y: 42 },
      { x: 144, y: 14 },
    ]);
  });

  it('TR34 where there is no room they stand on the spawn', () => {
    const map = new GameMap(30, 30, []);
    assert.deepEqual(arrivalPoints(map, { x: 15, y: 15 }, 2), [
      { x: 15, y: 15 },
      { x: 15, y: 15 },
    ]);
  });
});
