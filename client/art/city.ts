import { type Atlas, TILE } from './atlas.ts';
import { mergeTiles } from './merge-tiles.ts';
import { BUILDINGS, type BuildingStyleName } from './palette.ts';
import type { Color, Pixels } from './pixels.ts';
import { Pixels as PixelCanvas } from './pixels.ts';
import { Random } from './random.ts';
import type { MapObject } from './tiled-file.ts';
import { type BuildingPlan, building } from './tiles/buildings.ts';
import { border, keyOf, type Neighbours, shore } from './tiles/edges.ts';
import { crossingBars, type Ground, groundTile, inlay, laneDash } from './tiles/ground.ts';
import type { Prop } from './tiles/prop.ts';
import { PROPS, type PropName } from './tiles/props.ts';
import { eastShadow, southShadow } from './tiles/shadows.ts';
import { bush, TREE_SIZE, type TreeKind, tree } from './tiles/trees.ts';

export const CITY_WIDTH = 64;
export const CITY_HEIGHT = 48;

const WATERSIDE: ReadonlySet<Ground> = new Set(['planks', 'bridge']);
/** One tile layer: the tile's number in the atlas, or -1, row by row. */
type Layer = number[];

/** A city map under construction. Positions and sizes are tiles unless a name says pixels. */
export class City {
  readonly layers = {
    ground: emptyLayer(),
    decor: emptyLayer(),
    overhead: emptyLayer(),
  };
  readonly walls: MapObject[] = [];
  readonly spawns: MapObject[] = [];
  readonly portals: MapObject[] = [];
  readonly lights: MapObject[] = [];
  private readonly kinds: Ground[];
  private readonly blocked = new Set<number>();
  private readonly atlas: Atlas;
  private readonly random: Random;

  constructor(atlas: Atlas, seed: number, base: Ground) {
    this.atlas = atlas;
    this.random = new Random(seed);
    this.kinds = Array.from({ length: CITY_WIDTH * CITY_HEIGHT }, () => base);
  }

  ground(kind: Ground, x: number, y: number, width: number, height: number): void {
    this.eachTile(x, y, width, height, (at) => {
      this.kinds[at] = kind;
    });
  }

  /** A round patch of ground. */
  disc(kind: Ground, centerX: number, centerY: number, radiusX: number, radiusY: number): void {
    this.eachTile(0, 0, CITY_WIDTH, CITY_HEIGHT, (at, x, y) => {
      if (((x + 0.5 - centerX) / radiusX) ** 2 + ((y + 0.5 - centerY) / radiusY) ** 2 <= 1)
        this.kinds[at] = kind;
    });
  }

  /** Inlaid rings around a point, as the floor of a great square. */
  rings(centerX: number, centerY: number): void {
    this.eachTile(centerX - 8, centerY - 8, 16, 16, (at, x, y) => {
      if (this.kinds[at] !== 'plaza' && this.kinds[at] !== 'terrace') return;
      const [dx, dy] = [x - centerX, y - centerY];
      this.paint('decor', x, y, `inlay/${dx},${dy}`, () => inlay(dx, dy, 0, 0), true);
    });
  }

  /** Dashes along the middle of a street, every second tile; `along` the way that one drives. */
  lane(along: 'x' | 'y', x: number, y: number, length: number): void {
    for (let at = 0; at < length; at += 2) {
      const [tileX, tileY] = along === 'x' ? [x + at, y] : [x, y + at];
      this.paint('decor', tileX, tileY, `lane/${along}`, () => laneDash(along), true);
    }
  }

  /** Bars to walk over, across a street that runs `along`. */
  crossing(along: 'x' | 'y', x: number, y: number, width: number, height: number): void {
    this.eachTile(x, y, width, height, (_at, tileX, tileY) => {
      this.paint('decor', tileX, tileY, `crossing/${along}`, () => crossingBars(along), true);
    });
  }

  building(x: number, y: number, plan: Omit<BuildingPlan, 'style'> & { style: BuildingStyleName }): void {
    const style = BUILDINGS[plan.style];
    const image = building({ ...plan, style }, this.random);
    const height = plan.roofRows + plan.floors;
    this.paintImage(`building/${x},${y},${this.random.int(0, 1e9)}`, image, x, y, 1);
    this.block(x, y + 1, plan.width, height - 1);
    this.castShadow(x, y, plan.width, height);
    for (const door of plan.doors) {
      this.light((x + door + 0.5) * TILE, (y + height - 0.2) * TILE, style.trim[3], 70);
    }
  }

  tree(kind: TreeKind, x: number, y: number): void {
    const variant = this.random.int(0, 2);
    const key = `tree/${kind}/${variant}`;
    this.paintImage(key, tree(kind, variant), x, y, TREE_SIZE.crownRows);
    this.wall(x * TILE + 24, (y + 2) * TILE + 12, 16, 12);
  }

  bush(x: number, y: number): void {
    const variant = this.random.int(0, 2);
    const kind = this.random.chance(0.4) ? 'blossom' : 'leaf';
    this.paint('decor', x, y, `bush/${kind}/${variant}`, () => bush(variant, kind));
    this.wall(x * TILE + 4, y * TILE + 14, 24, 14);
  }

  prop(name: PropName, x: number, y: number): void {
    const prop: Prop = PROPS[name];
    const image = new PixelCanvas(prop.width * TILE, prop.height * TILE);
    prop.draw(image);
    this.paintImage(`prop/${name}`, image, x, y, prop.overheadRows);
    if (prop.wall)
      this.wall(x * TILE + prop.wall.x, y * TILE + prop.wall.y, prop.wall.width, prop.wall.height);
    for (const light of prop.lights)
      this.light(x * TILE + light.x, y * TILE + light.y, light.color, light.radius);
  }

  /** Lamps on ropes, `spans` times six tiles, between posts. */
  festoons(x: number, y: number, spans: number): void {
    for (let span = 0; span < spans; span++) this.prop('festoon', x + span * 6, y);
    this.prop('festoonPost', x + spans * 6, y);
  }

  /** A skygate whose opening is a portal. The pylons block, the way between them does not. */
  gate(x: number, y: number, name: string, place: string, spawn: string): void {
    this.prop('gate', x, y);
    for (const pylon of [8, 129]) this.wall(x * TILE + pylon, y * TILE + 112, 23, 30);
    this.wall(x * TILE + 31, y * TILE + 100, 98, 8);
    this.portals.push({
      name,
      x: x * TILE + 32,
      y: y * TILE + 108,
      width: 96,
      height: 60,
      properties: { place, spawn },
    });
  }

  spawn(name: string, x: number, y: number): void {
    this.spawns.push({ name, x: x * TILE, y: y * TILE, point: true });
  }

  wall(xPixels: number, yPixels: number, width: number, height: number): void {
    this.walls.push({ name: '', x: xPixels, y: yPixels, width, height });
  }

  /** Lays the ground tiles with their borders and turns blocked tiles into as few rectangles as possible. */
  finish(): this {
    this.eachTile(0, 0, CITY_WIDTH, CITY_HEIGHT, (at, x, y) => {
      const kind = this.kinds[at]!;
      this.layers.ground[at] = groundTile(this.atlas, kind, x, y);
      this.layBorder(kind, x, y);
      if (kind === 'water') this.blocked.add(at);
    });
    for (const { x, y, width, height } of mergeTiles(this.blocked, CITY_WIDTH, CITY_HEIGHT)) {
      this.wall(x * TILE, y * TILE, width * TILE, height * TILE);
    }
    return this;
  }

  private layBorder(kind: Ground, x: number, y: number): void {
    const paint = (name: string, neighbours: Neighbours, draw: (neighbours: Neighbours) => Pixels) => {
      const key = keyOf(neighbours);
      if (key.includes('1')) this.paint('decor', x, y, `${name}/${key}`, () => draw(neighbours), true);
    };
    const near = (test: (other: Ground) => boolean) => this.neighbours(x, y, test);
    if (kind === 'water') {
      const wooden = WATERSIDE.has(this.kindAt(x, y - 1));
      paint(
        `shore/${wooden}`,
        near((other) => other !== 'water'),
        (found) => shore(found, wooden),
      );
      return;
    }
    const wooden = WATERSIDE.has(kind);
    paint(
      wooden ? 'pier' : 'coping',
      near((other) => other === 'water'),
      (found) => border(wooden ? 'pier' : 'coping', found),
    );
    if (kind === 'grass') {
      paint(
        'lawn',
        near((other) => other !== 'grass' && other !== 'water'),
        (found) => border('lawn', found),
      );
    } else if (kind === 'street') {
      paint(
        'kerb',
        near((other) => other === 'plaza' || other === 'terrace'),
        (found) => border('kerb', found),
      );
    }
  }

  private neighbours(x: number, y: number, test: (kind: Ground) => boolean): Neighbours {
    const at = (dx: number, dy: number) => test(this.kindAt(x + dx, y + dy));
    return {
      north: at(0, -1),
      east: at(1, 0),
      south: at(0, 1),
      west: at(-1, 0),
      northEast: at(1, -1),
      southEast: at(1, 1),
      southWest: at(-1, 1),
      northWest: at(-1, -1),
    };
  }

  /** Beyond the map everything goes on as at its border. */
  private kindAt(x: number, y: number): Ground {
    const column = Math.min(Math.max(x, 0), CITY_WIDTH - 1);
    const row = Math.min(Math.max(y, 0), CITY_HEIGHT - 1);
    return this.kinds[row * CITY_WIDTH + column]!;
  }

  private castShadow(x: number, y: number, width: number, height: number): void {
    for (let row = 1; row < height; row++) {
      const slanted = row === 1;
      this.paint('decor', x + width, y + row, `shadow/east/${slanted}`, () => eastShadow(slanted), true);
    }
    for (let column = 0; column < width; column++) {
      this.paint('decor', x + column, y + height, 'shadow/south', southShadow, true);
    }
  }

  private light(x: number, y: number, color: Color, radius: number): void {
    this.lights.push({
      name: '',
      x: Math.round(x),
      y: Math.round(y),
      point: true,
      properties: { color, radius: String(radius) },
    });
  }

  private block(x: number, y: number, width: number, height: number): void {
    this.eachTile(x, y, width, height, (at) => this.blocked.add(at));
  }

  private paintImage(key: string, image: Pixels, x: number, y: number, overheadRows: number): void {
    for (let row = 0; row < image.height / TILE; row++) {
      for (let column = 0; column < image.width / TILE; column++) {
        const part = image.cut(column * TILE, row * TILE, TILE, TILE);
        if (part.isEmpty()) continue;
        const layer = row < overheadRows ? 'overhead' : 'decor';
        this.paint(layer, x + column, y + row, `${key}/${column},${row}`, () => part);
      }
    }
  }

  /** Puts a picture on a tile. What is there already stays visible: below it, or above it when `under`. */
  private paint(
    layer: keyof City['layers'],
    x: number,
    y: number,
    key: string,
    draw: () => Pixels,
    under = false,
  ): void {
    if (x < 0 || y < 0 || x >= CITY_WIDTH || y >= CITY_HEIGHT) return;
    const at = y * CITY_WIDTH + x;
    const tiles = this.layers[layer];
    const there = tiles[at]!;
    const id = this.atlas.tile(`${layer}/${key}`, draw);
    if (there < 0) {
      tiles[at] = id;
      return;
    }
    const [below, above] = under ? [id, there] : [there, id];
    tiles[at] = this.atlas.tile(`both/${below}+${above}`, () =>
      new PixelCanvas(TILE, TILE).draw(this.atlas.imageOf(below), 0, 0).draw(this.atlas.imageOf(above), 0, 0),
    );
  }

  private eachTile(
    x: number,
    y: number,
    width: number,
    height: number,
    visit: (at: number, x: number, y: number) => void,
  ): void {
    for (let row = Math.max(y, 0); row < Math.min(y + height, CITY_HEIGHT); row++) {
      for (let column = Math.max(x, 0); column < Math.min(x + width, CITY_WIDTH); column++) {
        visit(row * CITY_WIDTH + column, column, row);
      }
    }
  }
}

function emptyLayer(): Layer {
  return Array.from({ length: CITY_WIDTH * CITY_HEIGHT }, () => -1);
}
