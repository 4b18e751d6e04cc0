import assert from 'node:assert/strict';
import type { PlaceMap } from '../../src/content/types.ts';
import { type Point, reachableGround } from '../../src/game/free-ground.ts';
import { GameMap } from '../../src/game/map.ts';
import { PathSearch } from '../../src/game/pathfinding.ts';
import { Paths } from '../../src/game/paths.ts';
import { nextBetween, seededRandom } from '../../src/game/random.ts';
import { DIRECTIONS, WALK_CELL, WalkGrid, type Way, walkGridOf } from '../../src/game/walk-grid.ts';
import { emptyMap } from '../kit/hand-world.ts';
import { shippedContent } from '../kit/open-content.ts';

/** A wall from the top down to y = 256, one cell wide, in the middle of 16 by 16 cells. */
const WALLED = emptyMap(512, 512, [{ left: 256, top: 0, right: 288, bottom: 256 }]);

function gridOf(place: PlaceMap): WalkGrid {
  return new WalkGrid(new GameMap(place.width, place.height, place.walls));
}

function findIn(grid: WalkGrid, from: Point, to: Point): Way | null {
  return new PathSearch(grid).find(grid.cellAt(from.x, from.y), grid.cellAt(to.x, to.y));
}

function cellsBetween(way: Way, from: Point): number {
  let length = 0;
  let at = from;
  for (const point of way) {
    const dx = Math.abs(point.x - at.x) / WALK_CELL;
    const dy = Math.abs(point.y - at.y) / WALK_CELL;
    length += Math.max(dx, dy) + (Math.SQRT2 - 1) * Math.min(dx, dy);
    at = point;
  }
  return length;
}

/** Length of the shortest way over cells, by the book: Dijkstra without a heap. */
function shortest(grid: WalkGrid, from: number, to: number): number {
  const cost = new Map([[from, 0]]);
  const done = new Set<number>();
  for (;;) {
    let cell = -1;
    for (const [candidate, value] of cost)
      if (!done.has(candidate) && (cell < 0 || value < cost.get(cell)!)) cell = candidate;
    if (cell < 0 || cell === to) return cost.get(to) ?? Number.POSITIVE_INFINITY;
    done.add(cell);
    for (const [direction, [column, row]] of DIRECTIONS.entries()) {
      if ((grid.exits[cell]! & (1 << direction)) === 0) continue;
      const next = cell + row * grid.columns + column;
      const value = cost.get(cell)! + (direction % 2 === 0 ? 1 : Math.SQRT2);
      if (value < (cost.get(next) ?? Number.POSITIVE_INFINITY)) cost.set(next, value);
    }
  }
}

describe('pathfinding', () => {
  it('PF1 a way leads around a wall, by its corners alone', () => {
    const way = findIn(gridOf(WALLED), { x: 240, y: 16 }, { x: 304, y: 16 });
    assert.deepEqual(way, [
      { x: 240, y: 272 },
      { x: 304, y: 272 },
      { x: 304, y: 16 },
    ]);
  });

  it('PF1 without anything in between it is one straight line', () => {
    const grid = gridOf(emptyMap(512, 512));
    assert.deepEqual(findIn(grid, { x: 16, y: 16 }, { x: 496, y: 272 }), [{ x: 496, y: 272 }]);
    assert.deepEqual(findIn(grid, { x: 16, y: 16 }, { x: 16, y: 16 }), [{ x: 16, y: 16 }]);
  });

  it('PF2 diagonals cut no corners', () => {
    const grid = gridOf(emptyMap(160, 160, [{ left: 64, top: 64, right: 96, bottom: 96 }]));
    const southEast = 1 << 1;
    const exits = (x: number, y: number) => grid.exits[grid.cellAt(x, y)]!;
    assert.equal(exits(48, 48) & southEast, 0, 'into the block');
    assert.equal(exits(48, 16) & southEast, southEast, 'beside nothing');
    assert.equal(exits(80, 48) & southEast, 0, 'past its corner');
    assert.equal(exits(80, 80), 0, 'out of the block');
    assert.equal(exits(16, 16), 0b111, 'from the corner of the map: east, south-east, south');
  });

  it('PF2 a gap that is narrower than a body is none', () => {
    const gap = (width: number) =>
      gridOf(
        emptyMap(320, 320, [
          { left: 150, top: 0, right: 170, bottom: 176 - width / 2 },
          { left: 150, top: 176 + width / 2, right: 170, bottom: 320 },
        ]),
      );
    assert.equal(findIn(gap(19), { x: 48, y: 176 }, { x: 272, y: 176 }), null);
    assert.deepEqual(findIn(gap(20), { x: 48, y: 176 }, { x: 272, y: 176 }), [{ x: 272, y: 176 }]);
  });

  it('PF3 where no way leads, none is searched for', () => {
    const grid = gridOf(emptyMap(512, 512, [{ left: 256, top: 0, right: 288, bottom: 512 }]));
    assert.equal(findIn(grid, { x: 16, y: 16 }, { x: 496, y: 16 }), null);
    assert.equal(findIn(grid, { x: 16, y: 16 }, { x: 272, y: 16 }), null, 'into the wall');
    const regions = new Set(grid.regions);
    assert.deepEqual([...regions], [0, -1, 1]);
  });

  it('PF4 what was asked for is known in the next tick, eight ways a tick, in the order of asking', () => {
    const paths = new Paths(gridOf(WALLED));
    const { grid } = paths;
    const from = grid.cellAt(16, 16);
    const goals = Array.from({ length: 20 }, (_, i) => grid.cellAt(304 + 32 * (i % 4), 16 + 32 * (i >> 2)));
    const known = () => goals.filter((to) => paths.ask(from, to) !== undefined).length;
    assert.equal(known(), 0);
    paths.work();
    assert.deepEqual(
      goals.map((to) => paths.ask(from, to) !== undefined),
      goals.map((_, at) => at < 8),
    );
    paths.work();
    assert.equal(known(), 16);
    paths.work();
    assert.equal(known(), 20);
  });

  it('PF4 the same way is searched for once, and remembered, also that there is none', () => {
    const paths = new Paths(gridOf(emptyMap(512, 512, [{ left: 256, top: 0, right: 288, bottom: 512 }])));
    const [from, to] = [paths.grid.cellAt(16, 16), paths.grid.cellAt(496, 16)];
    for (let i = 0; i < 20; i++) assert.equal(paths.ask(from, to), undefined);
    const near = paths.grid.cellAt(48, 48);
    assert.equal(paths.ask(from, near), undefined);
    paths.work();
    assert.equal(paths.ask(from, to), null);
    const way = paths.ask(from, near);
    assert.deepEqual(way, [{ x: 48, y: 48 }]);
    assert.equal(paths.ask(from, near), way, 'the very same');
  });

  it('PF5 512 ways are remembered, the longest unused is forgotten', () => {
    const paths = new Paths(gridOf(emptyMap(1024, 1024)));
    const learn = (to: number) => {
      paths.ask(0, to);
      paths.work();
    };
    for (let to = 1; to <= 512; to++) learn(to);
    assert.ok(paths.ask(0, 1), 'used again');
    learn(513);
    assert.ok(paths.ask(0, 1));
    assert.ok(paths.ask(0, 513));
    assert.equal(paths.ask(0, 2), undefined);
  });

  it('PF5 256 ways wait at most; who is not among them asks again', () => {
    const paths = new Paths(gridOf(emptyMap(1024, 1024)));
    for (let to = 1; to <= 300; to++) paths.ask(0, to);
    for (let ticks = 0; ticks < 32; ticks++) paths.work();
    assert.ok(paths.ask(0, 256));
    assert.equal(paths.ask(0, 257), undefined);
    paths.work();
    assert.ok(paths.ask(0, 257));
  });

  it('PF6 the grid of a place is reckoned once for all of its instances', () => {
    const map = new GameMap(WALLED.width, WALLED.height, WALLED.walls);
    assert.equal(walkGridOf(WALLED, map), walkGridOf(WALLED, map));
    assert.notEqual(walkGridOf({ ...WALLED }, map), walkGridOf(WALLED, map));
  });

  it('PF6 in every shipped place all ground that can be reached hangs together for monsters', () => {
    for (const [id, place] of shippedContent().maps) {
      const map = new GameMap(place.width, place.height, place.walls);
      const grid = walkGridOf(place, map);
      const regions = new Set(reachableGround(place, map).map(({ x, y }) => grid.regions[grid.cellAt(x, y)]));
      assert.equal(regions.size, 1, id);
    }
  });

  it('PF7 ways are as short as any over the cells, and a body can walk them: random ones in a shipped rift', () => {
    const seed = Date.now().toString(16).padStart(32, '0');
    const random = seededRandom(seed);
    const place = shippedContent().maps.get('hollow-root')!;
    const map = new GameMap(place.width, place.height, place.walls);
    const grid = walkGridOf(place, map);
    const ground = reachableGround(place, map);
    for (let i = 0; i < 40; i++) {
      const [from, to] = [0, 1].map(() => ground[nextBetween(random, 0, ground.length - 1)]!) as [
        Point,
        Point,
      ];
      const way = findIn(grid, from, to)!;
      const least = shortest(grid, grid.cellAt(from.x, from.y), grid.cellAt(to.x, to.y));
      assert.ok(cellsBetween(way, from) <= least + 1e-6, `seed ${seed}, way ${i}: no longer than ${least}`);
      let at = from;
      for (const point of way) {
        assert.ok(grid.isWayFree(at.x, at.y, point.x, point.y), `seed ${seed}, way ${i}: free`);
        at = point;
      }
      assert.deepEqual(at, to, `seed ${seed}, way ${i}`);
    }
  });

  it('PF7 the same search finds the same way', () => {
    const grid = gridOf(WALLED);
    const search = new PathSearch(grid);
    const [from, to] = [grid.cellAt(48, 48), grid.cellAt(464, 80)];
    const first = search.find(from, to);
    search.find(to, from);
    assert.deepEqual(search.find(from, to), first);
    assert.deepEqual(new PathSearch(gridOf(WALLED)).find(from, to), first);
  });
});
