import { type Atlas, TILE } from './atlas.ts';
import { mergeTiles } from './merge-tiles.ts';
import type { Color, Pixels } from './pixels.ts';
import { Pixels as PixelCanvas } from './pixels.ts';
import { Random } from './random.ts';
import type { MapObject } from './tiled-file.ts';
import type { Neighbours } from './tiles/edges.ts';
import type { Prop } from './tiles/prop.ts';
import { eastShadow, southShadow } from './tiles/shadows.ts';

/** One tile layer: the tile's number in the atlas, or -1, row by row. */
type Layer = number[];
type LayerName = 'ground' | 'decor' | 'overhead';

/** A map under construction, made of one kind of ground per tile. Positions and sizes are tiles unless a name says pixels. */
export class TileMap<Kind extends string> {
  readonly width: number;
  readonly height: number;
  readonly layers: Readonly<Record<LayerName, Layer>>;
  readonly walls: MapObject[] = [];
  readonly spawns: MapObject[] = [];
  readonly portals: MapObject[] = [];
  readonly lights: MapObject[] = [];
  protected readonly kinds: Kind[];
  protected readonly atlas: Atlas;
  protected readonly random: Random;
  private readonly blocked = new Set<number>();

  constructor(atlas: Atlas, size: { width: number; height: number }, seed: number, base: Kind) {
    const all = <T>(value: T) => Array.from({ length: size.width * size.height }, () => value);
    this.width = size.width;
    this.height = size.height;
    this.atlas = atlas;
    this.random = new Random(seed);
    this.kinds = all(base);
    this.layers = { ground: all(-1), decor: all(-1), overhead: all(-1) };
  }

  ground(kind: Kind, x: number, y: number, width: number, height: number): void {
    this.eachTile(x, y, width, height, (at) => {
      this.kinds[at] = kind;
    });
  }

  /** A round patch of ground. */
  disc(kind: Kind, centerX: number, centerY: number, radiusX: number, radiusY: number): void {
    this.eachTile(0, 0, this.width, this.height, (at, x, y) => {
      if (((x + 0.5 - centerX) / radiusX) ** 2 + ((y + 0.5 - centerY) / radiusY) ** 2 <= 1)
        this.kinds[at] = kind;
    });
  }

  spawn(name: string, x: number, y: number): void {
    this.spawns.push({ name, x: x * TILE, y: y * TILE, point: true });
  }

  wall(xPixels: number, yPixels: number, width: number, height: number): void {
    this.walls.push({ name: '', x: xPixels, y: yPixels, width, height });
  }

  /** @param key stands for the same picture wherever it is used */
  put(key: string, prop: Prop, x: number, y: number): void {
    const image = new PixelCanvas(prop.width * TILE, prop.height * TILE);
    prop.draw(image);
    this.paintImage(key, image, x, y, prop.overheadRows);
    if (prop.wall)
      this.wall(x * TILE + prop.wall.x, y * TILE + prop.wall.y, prop.wall.width, prop.wall.height);
    for (const light of prop.lights)
      this.light(x * TILE + light.x, y * TILE + light.y, light.color, light.radius);
  }

  /** A gate whose opening is a portal. The pylons block, the way between them does not. */
  putGate(
    key: string,
    prop: Prop,
    x: number,
    y: number,
    { name, place, spawn }: { name: string; place: string; spawn: string },
  ): void {
    this.put(key, prop, x, y);
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

  protected light(x: number, y: number, color: Color, radius: number): void {
    this.lights.push({
      name: '',
      x: Math.round(x),
      y: Math.round(y),
      point: true,
      properties: { color, radius: String(radius) },
    });
  }

  protected block(x: number, y: number, width: number, height: number): void {
    this.eachTile(x, y, width, height, (at) => this.blocked.add(at));
  }

  /** Turns blocked tiles into walls: as few rectangles as possible. */
  protected wallBlocked(): void {
    for (const { x, y, width, height } of mergeTiles(this.blocked, this.width, this.height))
      this.wall(x * TILE, y * TILE, width * TILE, height * TILE);
  }

  protected neighbours(x: number, y: number, test: (kind: Kind) => boolean): Neighbours {
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
  protected kindAt(x: number, y: number): Kind {
    const column = Math.min(Math.max(x, 0), this.width - 1);
    const row = Math.min(Math.max(y, 0), this.height - 1);
    return this.kinds[row * this.width + column]!;
  }

  protected shadeEast(x: number, y: number, slanted: boolean): void {
    this.paint('decor', x, y, `shadow/east/${slanted}`, () => eastShadow(slanted), true);
  }

  protected shadeSouth(x: number, y: number): void {
    this.paint('decor', x, y, 'shadow/south', southShadow, true);
  }

  protected paintImage(key: string, image: Pixels, x: number, y: number, overheadRows: number): void {
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
  protected paint(
    layer: LayerName,
    x: number,
    y: number,
    key: string,
    draw: () => Pixels,
    under = false,
  ): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = y * this.width + x;
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

  protected eachTile(
    x: number,
    y: number,
    width: number,
    height: number,
    visit: (at: number, x: number, y: number) => void,
  ): void {
    for (let row = Math.max(y, 0); row < Math.min(y + height, this.height); row++) {
      for (let column = Math.max(x, 0); column < Math.min(x + width, this.width); column++) {
        visit(row * this.width + column, column, row);
      }
    }
  }
}
