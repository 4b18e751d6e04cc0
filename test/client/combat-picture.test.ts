import assert from 'node:assert/strict';
import { matchView } from '../../client/src/combat/match-view.ts';
import { placeOn, windowAround } from '../../client/src/hud/minimap-geometry.ts';
import { isWestward } from '../../client/src/world/facing.ts';
import { Gait } from '../../client/src/world/gait.ts';
import { isNamed } from '../../client/src/world/nameplate.ts';
import { reachOf } from '../../client/src/world/reach.ts';
import type { Scenery } from '../../client/src/world/scenery.ts';
import { MatchState, ScoreState } from '../../schema/match-state.ts';

describe('pictures of fights', () => {
  it('CL35 the minimap shows 640 pixels to each side, moves inwards at the edges, and shows all of a small map', () => {
    const map = { width: 4000, height: 3000 };
    assert.deepEqual(windowAround({ x: 2000, y: 1500 }, map, 640, 128), { left: 1360, top: 860, scale: 0.1 });
    assert.deepEqual(windowAround({ x: 10, y: 2990 }, map, 640, 128), { left: 0, top: 1720, scale: 0.1 });
    assert.deepEqual(windowAround({ x: 50, y: 50 }, { width: 640, height: 320 }, 640, 128), {
      ...{ left: 0, top: -160, scale: 0.2 },
    });
  });

  it('CL35 what is outside of the minimap is not on it', () => {
    const part = { left: 100, top: 100, scale: 0.1 };
    assert.deepEqual(placeOn(part, { x: 300, y: 150 }, 128), { x: 20, y: 5 });
    assert.equal(placeOn(part, { x: 99, y: 150 }, 128), null);
    assert.equal(placeOn(part, { x: 300, y: 1381 }, 128), null);
  });

  it('CL36 monsters step by the ground they cover, stand when they rest, and hover if they do not touch it', () => {
    const walks = new Gait(false);
    const poses = Array.from({ length: 12 }, (_, index) => walks.pose(4, 16, index * 16));
    assert.deepEqual(poses, [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 0, 0]);
    assert.equal(walks.pose(0, 16, 1_000), 0);
    const hovers = new Gait(true);
    assert.deepEqual(
      [0, 200, 400, 600, 800].map((now) => hovers.pose(0, 16, now)),
      [0, 1, 2, 3, 0],
    );
  });

  it('CL36 who looks north or south keeps the side that it showed', () => {
    assert.deepEqual(
      [0, 40, 100, 128, 200, 250].map((facing) => isWestward(facing, false)),
      [...[false, false, true, true, false, false]],
    );
    assert.deepEqual(
      [isWestward(64, true), isWestward(64, false), isWestward(192, true)],
      [true, false, true],
    );
  });

  it('CL37 one key does one thing: a gate comes first, then what lies there, then what can be collected', () => {
    const portal = { name: 'gate', place: 'haven', spawn: 'a', left: 0, top: 0, right: 10, bottom: 10 };
    const scenery = { map: { portals: [portal] } } as unknown as Scenery;
    const drop = { id: 'd', kind: '', name: 'Credits', x: 0, y: 0 };
    const node = { id: 'n', kind: 'ore', name: 'Ore', x: 0, y: 0 };
    const ranges: number[] = [];
    const field = <T>(found: T) => ({
      inReach(_from: unknown, range: number) {
        ranges.push(range);
        return found;
      },
    });
    assert.deepEqual(reachOf({ x: 5, y: 5 }, 64, 20, scenery, field(drop), field(node)), {
      ...{ portal, drop: null, node: null },
    });
    assert.deepEqual(reachOf({ x: 50, y: 5 }, 64, 20, scenery, field(drop), field(node)), {
      ...{ portal: null, drop, node: null },
    });
    assert.deepEqual(reachOf({ x: 50, y: 5 }, 64, 20, scenery, field(null), field(node)), {
      ...{ portal: null, drop: null, node },
    });
    assert.deepEqual(ranges, [84, 84, 20]);
  });

  it('CL38 a match shows its phase, what is left of it, and the best first', () => {
    const match = new MatchState().assign({ now: 0, phase: 'running', endsAt: 9_000, killLimit: 15 });
    const scores = { a: [1, 2], b: [3, 4], c: [3, 1] } as const;
    for (const [id, [kills, deaths]] of Object.entries(scores)) {
      const score = { name: id, kills, deaths, assists: 0, left: false, rank: 0, rating: 0, ratingChange: 0 };
      match.scores.set(id, new ScoreState().assign(score));
    }
    const view = matchView(match, (until) => until - 1_000);
    assert.deepEqual([view.title, view.leftMs], ['Fight · first to 15', 8_000]);
    assert.deepEqual(
      view.lines.map(({ name }) => name),
      ['c', 'b', 'a'],
    );
    match.assign({ phase: 'ended', endsAt: 0 });
    for (const [id, rank] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      match.scores.get(id)!.rank = rank;
    const over = matchView(match, () => 0);
    assert.deepEqual([over.title, over.leftMs], ['The match is over', null]);
    assert.deepEqual(
      over.lines.map(({ name }) => name),
      ['a', 'b', 'c'],
    );
    assert.equal(matchView(match.assign({ phase: 'overtime' }), () => 0).phase, 'running');
  });

  it('CL42 of monsters the names of elites, bosses and the chosen one are shown', () => {
    const ranks = ['normal', 'elite', 'boss'] as const;
    assert.deepEqual(
      ranks.map((rank) => isNamed(rank, false)),
      [false, true, true],
    );
    assert.deepEqual(
      ranks.map((rank) => isNamed(rank, true)),
      [true, true, true],
    );
  });
});
