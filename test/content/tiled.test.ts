import assert from 'node:assert/strict';
import type { ContentError } from '../../src/content/content-error.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { SPAWN_CLEARANCE } from '../../src/content/tiled.ts';
import type { PlaceMap } from '../../src/content/types.ts';
import { GameMap } from '../../src/game/map.ts';
import { BODY_HALF } from '../../src/game/movement.ts';
import { problemsAfter as problemsAfterBreaking } from './broken-content.ts';
import { CONTENT_DIR, ContentCopy } from './content-copy.ts';

// biome-ignore lint/suspicious/noExplicitAny: broken content has no type
type Objects = any[];

/** Breaks one object layer of Haven. @returns the problems that are named. */
function problemsAfter(layer: string, change: (objects: Objects) => void): readonly string[] {
  return problemsAfterBreaking((copy) => copy.editLayer('haven', layer, change));
}

const STEP = 8;

/** The ground of a map as a grid of points, `STEP` pixels apart. */
class Ground {
  private readonly game: GameMap;
  private readonly reached = new Set<string>();

  /** Walks everywhere that a body gets to. */
  constructor(map: PlaceMap, from: { x: number; y: number }) {
    this.game = new GameMap(map.width, map.height, map.walls);
    const open = [{ column: Math.round(from.x / STEP), row: Math.round(from.y / STEP) }];
    for (let at = open.pop(); at; at = open.pop()) {
      const { column, row } = at;
      if (this.reached.has(`${column},${row}`) || !this.isFree(column, row)) continue;
      this.reached.add(`${column},${row}`);
      open.push({ column: column + 1, row }, { column: column - 1, row });
      open.push({ column, row: row + 1 }, { column, row: row - 1 });
    }
  }

  reaches({ x, y }: { x: number; y: number }): boolean {
    return this.reached.has(`${Math.round(x / STEP)},${Math.round(y / STEP)}`);
  }

  /** Share of the free points that are reached. */
  get reachedShare(): number {
    let free = 0;
    for (let row = 0; row * STEP < this.game.height; row++)
      for (let column = 0; column * STEP < this.game.width; column++) if (this.isFree(column, row)) free++;
    return this.reached.size / free;
  }

  private isFree(column: number, row: number): boolean {
    return this.game.isFree(column * STEP, row * STEP, BODY_HALF);
  }
}

describe('maps', () => {
  it('CO8 walls, spawns and portals come from the object layers, in world pixels', () => {
    using copy = new ContentCopy();
    copy.editLayer('haven', 'walls', (walls) => {
      walls.length = 0;
      walls.push(wall({ x: 32, y: 64, width: 96, height: 16 }));
    });
    const haven = loadContent(copy.dir).maps.get('haven')!;
    assert.deepEqual([haven.width, haven.height], [2048, 1536]);
    assert.deepEqual(haven.walls, [{ left: 32, top: 64, right: 128, bottom: 80 }]);
    assert.deepEqual(haven.spawns[0], { name: 'center', x: 1040, y: 944 });
    const skygate = { left: 992, top: 172, right: 1088, bottom: 232, name: 'skygate' };
    assert.deepEqual(
      haven.portals.find(({ name }) => name === 'skygate'),
      { ...skygate, place: 'meridian', spawn: 'gate' },
    );
  });

  it('CO9 a wall is an upright rectangle with whole numbers', () => {
    assert.deepEqual(
      problemsAfter('walls', (walls) => {
        walls[0].rotation = 45;
        walls[1].polygon = [{ x: 0, y: 0 }];
        walls[2].x = 10.5;
        walls[3].ellipse = true;
        walls[4].width = 0;
      }),
      [
        'maps/haven.tmj: walls[0].rotation: must be 0, not 45',
        'maps/haven.tmj: walls[1]: must be a rectangle',
        'maps/haven.tmj: walls[2].x: must be a whole number, not 10.5',
        'maps/haven.tmj: walls[3]: must be a rectangle',
        'maps/haven.tmj: walls[4]: must have a width and a height',
      ],
    );
  });

  it('CO10 a map needs a spawn', () => {
    assert.deepEqual(
      problemsAfter('spawns', (spawns) => {
        spawns.length = 0;
      }),
      [
        'maps/haven.tmj: spawns: a map needs at least one spawn',
        'stations.json: stations[0].spawn: "haven" has no spawn "station"',
        'maps/meridian.tmj: portal "skygate".spawn: "haven" has no spawn "gate"',
        'maps/verdant-forest.tmj: portal "haven".spawn: "haven" has no spawn "verdant-forest"',
        'maps/glass-desert.tmj: portal "haven".spawn: "haven" has no spawn "glass-desert"',
        'maps/proving-pit.tmj: portal "haven".spawn: "haven" has no spawn "proving-pit"',
      ],
    );
  });

  it('CO11 a spawn stands free: neither in a wall nor outside, with room for the whole body', () => {
    using copy = new ContentCopy();
    copy.editLayer('haven', 'walls', (walls) => walls.push(wall({ x: 700, y: 610, width: 50, height: 50 })));
    copy.editLayer('haven', 'spawns', (spawns) => {
      Object.assign(spawns[0], { x: 691, y: 635 });
      Object.assign(spawns[1], { x: 9, y: 300 });
      Object.assign(spawns[2], { x: 690, y: 635 });
    });
    assert.throws(
      () => loadContent(copy.dir),
      (error: ContentError) => {
        assert.deepEqual(error.problems, [
          'maps/haven.tmj: spawns[0]: spawn "center" is inside a wall',
          'maps/haven.tmj: spawns[1]: spawn "center-west" is outside the map',
        ]);
        return true;
      },
    );
  });

  it('CO11 the room that a spawn needs is the size of a body', () => {
    assert.equal(SPAWN_CLEARANCE, BODY_HALF);
  });

  it('CO12 a spawn is a point with a name of its own', () => {
    assert.deepEqual(
      problemsAfter('spawns', (spawns) => {
        delete spawns[0].point;
        spawns[1].name = '';
        spawns[3].name = spawns[2].name;
      }),
      [
        'maps/haven.tmj: spawns[0]: must be a point',
        'maps/haven.tmj: spawns[1].name: must not be empty',
        'maps/haven.tmj: spawns[3].name: "center-east" is there twice',
      ],
    );
  });

  it('CO13 a portal leads to a place and a spawn that exist', () => {
    assert.deepEqual(
      problemsAfter('portals', (portals) => {
        portals[0].properties[0].value = 'atlantis';
      }),
      ['maps/haven.tmj: portal "skygate".place: no such place "atlantis"'],
    );
    assert.deepEqual(
      problemsAfter('portals', (portals) => {
        portals[0].properties[1].value = 'attic';
      }),
      ['maps/haven.tmj: portal "skygate".spawn: "meridian" has no spawn "attic"'],
    );
  });

  it('CO13 a portal names its target and lies inside of the map', () => {
    assert.deepEqual(
      problemsAfter('portals', (portals) => {
        portals[0].properties = [{ name: 'spawn', type: 'int', value: 3 }];
        portals[0].x = 2040;
      }),
      [
        'maps/haven.tmj: portals[0].properties.place: is missing',
        'maps/haven.tmj: portals[0].properties.spawn: must be a text',
        'maps/haven.tmj: portals[0]: portal "skygate" is outside the map',
      ],
    );
  });

  it('CO16 who arrives does not stand in a portal', () => {
    assert.deepEqual(
      problemsAfter('spawns', (spawns) => {
        Object.assign(spawns[0], { x: 1040, y: 241 });
        Object.assign(spawns[1], { x: 1040, y: 242 });
      }),
      ['maps/haven.tmj: spawn "center": stands in portal "skygate"'],
    );
  });

  it('CO14 a misspelt object layer is refused, since it would leave the map without walls', () => {
    using copy = new ContentCopy();
    copy.edit('maps/haven.tmj', (tiled) => {
      tiled.layers[2].name = 'wals';
    });
    assert.throws(
      () => loadContent(copy.dir),
      (error: ContentError) => {
        assert.deepEqual(error.problems, [
          'maps/haven.tmj: layers[2].name: "wals" is none of walls, spawns, portals, lights',
        ]);
        return true;
      },
    );
  });

  it('CO14 an infinite or isometric map is refused', () => {
    using copy = new ContentCopy();
    copy.edit('maps/haven.tmj', (tiled) => {
      tiled.infinite = true;
      tiled.orientation = 'isometric';
    });
    assert.throws(
      () => loadContent(copy.dir),
      (error: ContentError) => {
        assert.deepEqual(error.problems, [
          'maps/haven.tmj: orientation: Invalid input: expected "orthogonal"',
          'maps/haven.tmj: infinite: Invalid input: expected false',
        ]);
        return true;
      },
    );
  });

  it('CO15 on the shipped maps every spawn is reached from every other, and so are portals and nearly all free ground', () => {
    for (const [id, map] of loadContent(CONTENT_DIR).maps) {
      const ground = new Ground(map, map.spawns[0]!);
      for (const spawn of map.spawns) assert.ok(ground.reaches(spawn), `${id}: spawn ${spawn.name}`);
      for (const { name, left, right, top, bottom } of map.portals) {
        const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
        assert.ok(ground.reaches(middle), `${id}: portal ${name}`);
      }
      assert.ok(ground.reachedShare > 0.95, `${id}: ${ground.reachedShare} of the free ground is reached`);
    }
  });
});

function wall(rect: { x: number; y: number; width: number; height: number }) {
  return { id: 9999, name: '', rotation: 0, ...rect };
}
