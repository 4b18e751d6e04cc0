import type { PlaceMap } from '../content/types.ts';
import type { Point } from './free-ground.ts';
import type { GameMap } from './map.ts';
import { BODY_HALF } from './movement.ts';

/** World pixels. */
export const WALK_CELL = 32;
const HALF_CELL = WALK_CELL / 2;
/** More than between any two points that are compared. World pixels. */
const FAR = 1000;

/** East, south-east, south and so on, clockwise; even ones are straight. */
export const DIRECTIONS = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** Where bodies can walk is the same in all instances of a place. */
const known = new WeakMap<PlaceMap, WalkGrid>();

export function walkGridOf(place: PlaceMap, map: GameMap): WalkGrid {
  let grid = known.get(place);
  if (!grid) {
    grid = new WalkGrid(map);
    known.set(place, grid);
  }
  return grid;
}

/** A place in cells of 32 px: from which middle to which next one a body can walk, and what lies in between. */
export class WalkGrid {
  readonly columns: number;
  readonly rows: number;
  /** By cell: bit n is set when one can walk in DIRECTIONS[n]. Diagonals cut no corners. */
  readonly exits: Uint8Array;
  /** By cell: cells with the same number can be reached from each other; -1: a body does not fit into its middle. */
  readonly regions: Int32Array;
  private readonly map: GameMap;
  /** By cell: 1 when a body is free wherever it stands in it. */
  private readonly roomy: Uint8Array;

  constructor(map: GameMap) {
    this.map = map;
    this.columns = Math.max(1, Math.floor(map.width / WALK_CELL));
    this.rows = Math.max(1, Math.floor(map.height / WALK_CELL));
    this.roomy = this.findRoom();
    this.exits = this.findExits();
    this.regions = this.findRegions();
  }

  get size(): number {
    return this.columns * this.rows;
  }

  cellAt(x: number, y: number): number {
    return this.row(y) * this.columns + this.column(x);
  }

  middleX(cell: number): number {
    return (cell % this.columns) * WALK_CELL + HALF_CELL;
  }

  middleY(cell: number): number {
    return Math.floor(cell / this.columns) * WALK_CELL + HALF_CELL;
  }

  /** Is a body free wherever it stands in the cell of (x, y)? */
  isRoomy(x: number, y: number): boolean {
    return this.roomy[this.cellAt(x, y)] === 1;
  }

  /**
   * The cell of a way's end: that of (x, y), or the nearest one beside it whose middle a body gets to from there; else the
   * nearest that is walkable at all. -1: there is none.
   */
  nearestCell(x: number, y: number): number {
    const own = this.cellAt(x, y);
    if (this.roomy[own] === 1) return own;
    const column = this.column(x);
    const row = this.row(y);
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let r = Math.max(0, row - 1); r <= Math.min(this.rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(this.columns - 1, column + 1); c++) {
        const cell = r * this.columns + c;
        if (this.regions[cell]! < 0) continue;
        const dx = this.middleX(cell) - x;
        const dy = this.middleY(cell) - y;
        const detour = this.isWayFree(x, y, x + dx, y + dy) ? 0 : FAR;
        const distance = Math.sqrt(dx * dx + dy * dy) + detour;
        if (distance >= least) continue;
        least = distance;
        nearest = cell;
      }
    }
    return nearest;
  }

  /** Can a body walk straight from one point to the other? Touching a wall is free. */
  isWayFree(x1: number, y1: number, x2: number, y2: number): boolean {
    return this.map.sweep(x1, y1, x2 - x1, y2 - y1, BODY_HALF) >= 1;
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor(x / WALK_CELL)));
  }

  private row(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor(y / WALK_CELL)));
  }

  private findRoom(): Uint8Array {
    const roomy = new Uint8Array(this.size);
    for (let cell = 0; cell < this.size; cell++) {
      if (this.map.isFree(this.middleX(cell), this.middleY(cell), HALF_CELL + BODY_HALF)) roomy[cell] = 1;
    }
    return roomy;
  }

  private findExits(): Uint8Array {
    const exits = new Uint8Array(this.size);
    for (let cell = 0; cell < this.size; cell++) {
      for (let direction = 0; direction < 8; direction += 2)
        if (this.isStepFree(cell, direction)) exits[cell]! |= 1 << direction;
    }
    const leads = (cell: number, direction: number) => (exits[cell]! & (1 << direction)) !== 0;
    for (let cell = 0; cell < this.size; cell++) {
      for (let direction = 1; direction < 8; direction += 2) {
        const [one, other] = [direction - 1, (direction + 1) % 8];
        if (!leads(cell, one) || !leads(cell, other)) continue;
        if (leads(cell + this.offset(one), other) && leads(cell + this.offset(other), one))
          exits[cell]! |= 1 << direction;
      }
    }
    return exits;
  }

  private offset(direction: number): number {
    const [column, row] = DIRECTIONS[direction]!;
    return row * this.columns + column;
  }

  private isStepFree(cell: number, direction: number): boolean {
    const [stepColumn, stepRow] = DIRECTIONS[direction]!;
    const column = (cell % this.columns) + stepColumn;
    const row = Math.floor(cell / this.columns) + stepRow;
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return false;
    if (!this.isWalkable(cell)) return false;
    const x = this.middleX(cell);
    const y = this.middleY(cell);
    return this.isWayFree(x, y, x + stepColumn * WALK_CELL, y + stepRow * WALK_CELL);
  }

  private isWalkable(cell: number): boolean {
    return this.map.isFree(this.middleX(cell), this.middleY(cell), BODY_HALF);
  }

  private findRegions(): Int32Array {
    const regions = new Int32Array(this.size).fill(-1);
    let region = 0;
    for (let start = 0; start < this.size; start++) {
      if (regions[start]! >= 0 || !this.isWalkable(start)) continue;
      regions[start] = region;
      const found = [start];
      // Grows while it is walked along.
      for (const cell of found) {
        for (let direction = 0; direction < 8; direction += 2) {
          if ((this.exits[cell]! & (1 << direction)) === 0) continue;
          const next = cell + this.offset(direction);
          if (regions[next]! >= 0) continue;
          regions[next] = region;
          found.push(next);
        }
      }
      region += 1;
    }
    return regions;
  }
}

/** Points of a way, the end included and the start not. */
export type Way = readonly Point[];
