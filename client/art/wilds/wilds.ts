import { type Atlas, TILE } from '../atlas.ts';
import { INK, type Ramp } from '../palette.ts';
import type { Color } from '../pixels.ts';
import { TileMap } from '../tile-map.ts';
import { massTile } from '../tiles/cliffs.ts';
import { keyOf, type Neighbours } from '../tiles/edges.ts';
import { gate } from '../tiles/landmarks.ts';
import { liquidTile } from '../tiles/liquids.ts';
import type { Prop } from '../tiles/prop.ts';
import { spill, withoutHiddenCorners } from '../tiles/rims.ts';
import { SURFACE_VARIANTS, surfaceTile } from '../tiles/surfaces.ts';
import type { Biome, Scatter, Terrain } from './biome.ts';

/** Grounds spill over those that stand before them. */
const SPILLING = ['path', 'floor', 'patch'] as const;
type Walkable = (typeof SPILLING)[number];
const RANK: Record<Terrain, number> = { deep: 0, path: 1, floor: 2, patch: 3, high: -1 };

/** A map of the wilds under construction. Positions and sizes are tiles. */
export class Wilds extends TileMap<Terrain> {
  private readonly biome: Biome;
  /** Tiles on which nothing is strewn. */
  private readonly kept = new Set<number>();

  constructor(
    atlas: Atlas,
    size: { width: number; height: number },
    seed: number,
    base: Terrain,
    biome: Biome,
  ) {
    super(atlas, size, seed, base);
    this.biome = biome;
  }

  /** Decides tile by tile; null leaves it as it is. */
  shape(decide: (x: number, y: number, kind: Terrain) => Terrain | null): void {
    const before = [...this.kinds];
    this.eachTile(0, 0, this.width, this.height, (at, x, y) => {
      this.kinds[at] = decide(x, y, before[at]!) ?? before[at]!;
    });
  }

  at(x: number, y: number): Terrain {
    return this.kindAt(x, y);
  }

  isOpen(x: number, y: number): boolean {
    const kind = this.kindAt(x, y);
    return kind !== 'high' && kind !== 'deep';
  }

  /** Keeps tiles free of what is strewn later. */
  keep(x: number, y: number, width: number, height: number): void {
    this.eachTile(x, y, width, height, (at) => this.kept.add(at));
  }

  /** A prop at a chosen place; the tiles below it are kept. */
  place(key: string, prop: Prop, x: number, y: number): void {
    this.keep(x, y, prop.width, prop.height);
    this.put(key, prop, x, y);
  }

  /** A gate to a place, and beside it the spawn for who comes from there; it is called after the place. */
  gateTo(x: number, y: number, place: string, here: string, glow: Ramp): void {
    const { stone, metal } = this.biome.gate;
    this.keep(x - 1, y, 7, 9);
    this.putGate(`gate/${stone[2]}${metal[2]}${glow[2]}`, gate(stone, metal, glow), x, y, {
      name: place,
      place,
      spawn: here,
    });
    this.spawn(place, x + 2.5, y + 7.5);
  }

  /** Lays the tiles, strews the props, and raises the walls. */
  finish(): this {
    for (const scatter of this.biome.scatter) this.strew(scatter);
    this.eachTile(0, 0, this.width, this.height, (_at, x, y) => this.layTile(x, y));
    this.wallBlocked();
    return this;
  }

  private layTile(x: number, y: number): void {
    const kind = this.kindAt(x, y);
    const { biome } = this;
    if (kind === 'deep') {
      this.layers.ground[y * this.width + x] = liquidTile(this.atlas, biome.liquid, x, y);
      this.block(x, y, 1, 1);
      this.spillAll(x, y, 0);
      if (biome.shine && x % 4 === 1 && y % 4 === 1)
        this.light((x + 0.5) * TILE, (y + 0.5) * TILE, biome.shine, 110);
    } else if (kind === 'high') {
      this.layGround(x, y, this.besideMass(x, y));
      this.layMass(x, y);
      this.block(x, y, 1, 1);
    } else {
      this.layGround(x, y, kind);
      this.spillAll(x, y, RANK[kind]);
      if (this.kindAt(x, y - 1) === 'high') this.shadeSouth(x, y);
      if (this.kindAt(x - 1, y) === 'high') this.shadeEast(x, y, this.kindAt(x - 1, y - 1) !== 'high');
    }
  }

  /** The ground that shows where the border of a mass wanders. */
  private besideMass(x: number, y: number): Walkable {
    const found = SPILLING.filter((kind) => {
      const near = this.neighbours(x, y, (other) => other === kind);
      return Object.values(near).includes(true);
    });
    return found.at(-1) ?? 'floor';
  }

  private layGround(x: number, y: number, kind: Walkable): void {
    const surface = this.biome.surfaces[kind];
    const variant = (x * 7 + y * 13 + ((x * y) % 5)) % SURFACE_VARIANTS;
    this.paint('ground', x, y, `${surface.name}/${variant}`, () => surfaceTile(surface, variant));
  }

  private layMass(x: number, y: number): void {
    const { mass } = this.biome;
    const open = withoutHiddenCorners(this.neighbours(x, y, (kind) => kind !== 'high'));
    const key = `${mass.name}/${keyOf(open)}/${x & 1}${y & 1}`;
    this.paint('decor', x, y, key, () => massTile(mass, open, x, y), true);
  }

  /** Paints what the neighbours of higher rank spill onto a tile, the highest on top. */
  private spillAll(x: number, y: number, rank: number): void {
    for (const kind of SPILLING.toReversed()) {
      if (RANK[kind] <= rank) continue;
      const found = withoutHiddenCorners(
        // A mass that stands in liquid has a bank of the common ground around it.
        this.neighbours(
          x,
          y,
          (other) => other === kind || (other === 'high' && kind === 'floor' && rank === 0),
        ),
      );
      const key = keyOf(found);
      if (key.includes('1')) this.paintSpill(x, y, kind, key, found, rank === 0);
    }
  }

  private paintSpill(
    x: number,
    y: number,
    kind: Walkable,
    key: string,
    found: Neighbours,
    bank: boolean,
  ): void {
    const surface = this.biome.surfaces[kind];
    const [line, shade]: [Color, Color] = bank ? [this.biome.bank[1], INK] : [surface.ramp[0], `${INK}33`];
    this.paint(
      'decor',
      x,
      y,
      `${surface.name}/spill/${line}/${key}`,
      () => spill(found, surfaceTile(surface, 0), line, shade, bank ? 4 : 5),
      true,
    );
  }

  private strew({ name, prop, variants, density, on }: Scatter): void {
    this.eachTile(1, 1, this.width - 2, this.height - 2, (_at, x, y) => {
      if (!this.random.chance(density)) return;
      const variant = this.random.int(0, variants - 1);
      const made = prop(variant);
      const [left, top] = [x, y - made.height + 1];
      if (!this.isFree(left, top, made.width, made.height, on)) return;
      this.keep(left - 1, y - 1, made.width + 2, 3);
      this.put(`wild/${name}/${variant}`, made, left, top);
    });
  }

  /** May a thing stand there? Its foot is its lowest row. */
  private isFree(x: number, y: number, width: number, height: number, on: Scatter['on']): boolean {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        const kind = this.kindAt(column, row);
        if (row < 0 || column >= this.width || kind === 'high' || kind === 'deep') return false;
        if (this.kept.has(row * this.width + column)) return false;
        if (row === y + height - 1 && (on === 'both' ? kind === 'path' : kind !== on)) return false;
      }
    }
    return true;
  }
}
