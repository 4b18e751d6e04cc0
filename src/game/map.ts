import type { PlaceMap, Rect } from '../content/types.ts';
import { entryShare } from './sweep.ts';

const CELL = 64;

/** Walls are the same in all instances of a place, and nothing of a map ever changes. */
const known = new WeakMap<PlaceMap, GameMap>();

export function gameMapOf(place: PlaceMap): GameMap {
  let map = known.get(place);
  if (!map) {
    map = new GameMap(place.width, place.height, place.walls);
    known.set(place, map);
  }
  return map;
}

/** Walls and bounds of a place, indexed for collision. World pixels, y grows downwards. */
export class GameMap {
  readonly width: number;
  readonly height: number;
  readonly walls: readonly Rect[];
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: Rect[][];

  constructor(width: number, height: number, walls: readonly Rect[]) {
    this.width = width;
    this.height = height;
    this.walls = walls;
    this.columns = Math.ceil(width / CELL);
    this.rows = Math.ceil(height / CELL);
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
    for (const wall of walls) {
      this.eachCell(wall.left, wall.top, wall.right, wall.bottom, (cell) => {
        cell.push(wall);
        return false;
      });
    }
  }

  /** Is a square of half side `half` around (x, y) inside the bounds and outside every wall? Touching is free. */
  isFree(x: number, y: number, half: number): boolean {
    if (x - half < 0 || y - half < 0 || x + half > this.width || y + half > this.height) return false;
    return !this.eachCell(x - half, y - half, x + half, y + half, (cell) =>
      cell.some(
        (wall) =>
          x + half > wall.left && x - half < wall.right && y + half > wall.top && y - half < wall.bottom,
      ),
    );
  }

  /** The x that a square around (x, y) reaches when it moves by dx and stops at the first wall or bound. */
  slideX(x: number, y: number, dx: number, half: number): number {
    return slide(
      x,
      dx,
      half,
      this.width,
      this.wallsIn(Math.min(x, x + dx) - half, y - half, Math.max(x, x + dx) + half, y + half),
      (wall) => y + half > wall.top && y - half < wall.bottom,
      (wall) => wall.left,
      (wall) => wall.right,
    );
  }

  /** As `slideX`, along y. */
  slideY(x: number, y: number, dy: number, half: number): number {
    return slide(
      y,
      dy,
      half,
      this.height,
      this.wallsIn(x - half, Math.min(y, y + dy) - half, x + half, Math.max(y, y + dy) + half),
      (wall) => x + half > wall.left && x - half < wall.right,
      (wall) => wall.top,
      (wall) => wall.bottom,
    );
  }

  /**
   * How far a square around (x, y) gets on the straight way to (x + dx, y + dy) before it meets a wall or the bounds. Looks
   * at the cells along the way alone.
   * @returns share of the way, from 0 to 1
   */
  sweep(x: number, y: number, dx: number, dy: number, half: number): number {
    let share = Math.min(shareInside(x, dx, half, this.width), shareInside(y, dy, half, this.height));
    const firstRow = Math.max(0, Math.floor((Math.min(y, y + dy) - half) / CELL));
    const lastRow = Math.min(this.rows - 1, Math.floor((Math.max(y, y + dy) + half) / CELL));
    for (let row = firstRow; row <= lastRow; row++) {
      const enters = dy === 0 ? 0 : clampShare((row * CELL - half - y) / dy);
      const leaves = dy === 0 ? 1 : clampShare(((row + 1) * CELL + half - y) / dy);
      const fromX = x + dx * Math.min(enters, leaves);
      const toX = x + dx * Math.max(enters, leaves);
      const firstColumn = Math.max(0, Math.floor((Math.min(fromX, toX) - half) / CELL));
      const lastColumn = Math.min(this.columns - 1, Math.floor((Math.max(fromX, toX) + half) / CELL));
      for (let column = firstColumn; column <= lastColumn; column++) {
        for (const { left, top, right, bottom } of this.cells[row * this.columns + column]!) {
          const at = entryShare(x, y, dx, dy, left - half, top - half, right + half, bottom + half);
          share = Math.min(share, at);
        }
      }
    }
    return share;
  }

  private wallsIn(left: number, top: number, right: number, bottom: number): Rect[] {
    const found: Rect[] = [];
    this.eachCell(left, top, right, bottom, (cell) => {
      found.push(...cell);
      return false;
    });
    return found;
  }

  /** Visits the cells that the rectangle touches until `visit` answers true; answers whether it did. */
  private eachCell(
    left: number,
    top: number,
    right: number,
    bottom: number,
    visit: (cell: Rect[]) => boolean,
  ): boolean {
    const firstColumn = Math.max(0, Math.floor(left / CELL));
    const lastColumn = Math.min(this.columns - 1, Math.floor(right / CELL));
    const firstRow = Math.max(0, Math.floor(top / CELL));
    const lastRow = Math.min(this.rows - 1, Math.floor(bottom / CELL));
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        if (visit(this.cells[row * this.columns + column]!)) return true;
      }
    }
    return false;
  }
}

function clampShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** The share of its way along one axis for which a square stays inside the bounds. */
function shareInside(from: number, delta: number, half: number, limit: number): number {
  if (delta > 0) return clampShare((limit - half - from) / delta);
  return delta < 0 ? clampShare((half - from) / delta) : 1;
}

/** Moves `from` by `delta` along one axis, clamped to the nearest facing edge; a swept test, so no wall is too thin. */
function slide(
  from: number,
  delta: number,
  half: number,
  limit: number,
  walls: Rect[],
  overlaps: (wall: Rect) => boolean,
  low: (wall: Rect) => number,
  high: (wall: Rect) => number,
): number {
  let to = Math.min(Math.max(from + delta, half), limit - half);
  for (const wall of walls) {
    if (!overlaps(wall)) continue;
    if (delta > 0 && from + half <= low(wall)) to = Math.min(to, low(wall) - half);
    else if (delta < 0 && from - half >= high(wall)) to = Math.max(to, high(wall) + half);
  }
  return to;
}
