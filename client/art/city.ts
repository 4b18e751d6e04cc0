import { type Atlas, TILE } from './atlas.ts';
import { BUILDINGS, type BuildingStyleName } from './palette.ts';
import type { Pixels } from './pixels.ts';
import { TileMap } from './tile-map.ts';
import { type BuildingPlan, building } from './tiles/buildings.ts';
import { border, keyOf, type Neighbours, shore } from './tiles/edges.ts';
import { crossingBars, type Ground, groundTile, inlay, laneDash } from './tiles/ground.ts';
import { PROPS, type PropName } from './tiles/props.ts';
import { bush, type TreeKind, treeProp } from './tiles/trees.ts';

const SIZE = { width: 64, height: 48 };
const WATERSIDE: ReadonlySet<Ground> = new Set(['planks', 'bridge']);

/** A city map under construction. Positions and sizes are tiles. */
export class City extends TileMap<Ground> {
  constructor(atlas: Atlas, seed: number, base: Ground) {
    super(atlas, SIZE, seed, base);
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
    this.put(`tree/${kind}/${variant}`, treeProp(kind, variant), x, y);
  }

  bush(x: number, y: number): void {
    const variant = this.random.int(0, 2);
    const kind = this.random.chance(0.4) ? 'blossom' : 'leaf';
    this.paint('decor', x, y, `bush/${kind}/${variant}`, () => bush(variant, kind));
    this.wall(x * TILE + 4, y * TILE + 14, 24, 14);
  }

  prop(name: PropName, x: number, y: number): void {
    this.put(`prop/${name}`, PROPS[name], x, y);
  }

  /** Lamps on ropes, `spans` times six tiles, between posts. */
  festoons(x: number, y: number, spans: number): void {
    for (let span = 0; span < spans; span++) this.prop('festoon', x + span * 6, y);
    this.prop('festoonPost', x + spans * 6, y);
  }

  /** A skygate. @param spawn where it leads to in `place` */
  gate(x: number, y: number, name: string, place: string, spawn: string): void {
    this.putGate('prop/gate', PROPS.gate, x, y, { name, place, spawn });
  }

  /** Lays the ground tiles with their borders, and the walls. */
  finish(): this {
    this.eachTile(0, 0, this.width, this.height, (at, x, y) => {
      const kind = this.kinds[at]!;
      this.layers.ground[at] = groundTile(this.atlas, kind, x, y);
      this.layBorder(kind, x, y);
      if (kind === 'water') this.block(x, y, 1, 1);
    });
    this.wallBlocked();
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

  private castShadow(x: number, y: number, width: number, height: number): void {
    for (let row = 1; row < height; row++) this.shadeEast(x + width, y + row, row === 1);
    for (let column = 0; column < width; column++) this.shadeSouth(x + column, y + height);
  }
}
