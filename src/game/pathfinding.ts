import { CellHeap } from './cell-heap.ts';
import type { Point } from './free-ground.ts';
import { DIRECTIONS, type WalkGrid, type Way } from './walk-grid.ts';

/** A search that has looked at so many cells gives up: longer ways are for nobody whose leash ends before. */
const MAX_EXPANDED = 2000;
const DIAGONAL = Math.SQRT2;

/**
 * A* over the cells of a place, in eight directions with the octile distance as its heuristic. Keeps its arrays from
 * search to search; a stamp tells what is of this one.
 */
export class PathSearch {
  private readonly grid: WalkGrid;
  /** Of the way from the start, in cells. */
  private readonly cost: Float64Array;
  private readonly parent: Int32Array;
  private readonly openStamp: Uint32Array;
  private readonly closedStamp: Uint32Array;
  private readonly heap: CellHeap;
  private readonly offsets: readonly number[];
  private stamp = 0;

  constructor(grid: WalkGrid) {
    this.grid = grid;
    this.cost = new Float64Array(grid.size);
    this.parent = new Int32Array(grid.size);
    this.openStamp = new Uint32Array(grid.size);
    this.closedStamp = new Uint32Array(grid.size);
    this.heap = new CellHeap(grid.size);
    this.offsets = DIRECTIONS.map(([column, row]) => row * grid.columns + column);
  }

  /** @returns the corners of a shortest way between the middles of two cells; null: there is none, or none that is found soon */
  find(from: number, to: number): Way | null {
    const { regions } = this.grid;
    if (regions[from]! < 0 || regions[from] !== regions[to]) return null;
    return this.search(from, to) ? this.corners(from, to) : null;
  }

  private search(from: number, to: number): boolean {
    const { heap, cost, closedStamp } = this;
    const stamp = this.nextStamp();
    heap.clear();
    this.open(from, from, 0, to);
    for (let expanded = 0; expanded < MAX_EXPANDED; ) {
      const cell = heap.pop();
      if (cell < 0) return false;
      if (cell === to) return true;
      // A cell that was found again on a shorter way stands in the heap twice.
      if (closedStamp[cell] === stamp) continue;
      closedStamp[cell] = stamp;
      expanded += 1;
      const exits = this.grid.exits[cell]!;
      for (let direction = 0; direction < 8; direction++) {
        if ((exits & (1 << direction)) === 0) continue;
        const next = cell + this.offsets[direction]!;
        const length = direction % 2 === 0 ? 1 : DIAGONAL;
        this.open(next, cell, cost[cell]! + length, to);
      }
    }
    return false;
  }

  private open(cell: number, parent: number, cost: number, to: number): void {
    const { stamp } = this;
    if (this.closedStamp[cell] === stamp) return;
    if (this.openStamp[cell] === stamp && this.cost[cell]! <= cost) return;
    this.openStamp[cell] = stamp;
    this.cost[cell] = cost;
    this.parent[cell] = parent;
    this.heap.push(cell, cost + this.octile(cell, to));
  }

  private octile(from: number, to: number): number {
    const { columns } = this.grid;
    const dx = Math.abs((from % columns) - (to % columns));
    const dy = Math.abs(Math.floor(from / columns) - Math.floor(to / columns));
    return Math.max(dx, dy) + (DIAGONAL - 1) * Math.min(dx, dy);
  }

  /** Pulls the string: from each corner straight on to the furthest cell of the way that a body can walk to. */
  private corners(from: number, to: number): Way {
    const { grid, parent } = this;
    const cells = [to];
    for (let cell = to; cell !== from; cell = parent[cell]!) cells.push(parent[cell]!);
    cells.reverse();
    const way: Point[] = [];
    for (let at = 0; at < cells.length - 1; ) {
      let next = at + 1;
      while (next + 1 < cells.length && this.isFree(cells[at]!, cells[next + 1]!)) next += 1;
      way.push({ x: grid.middleX(cells[next]!), y: grid.middleY(cells[next]!) });
      at = next;
    }
    if (way.length === 0) way.push({ x: grid.middleX(to), y: grid.middleY(to) });
    return way;
  }

  private isFree(a: number, b: number): boolean {
    const { grid } = this;
    return grid.isWayFree(grid.middleX(a), grid.middleY(a), grid.middleX(b), grid.middleY(b));
  }

  private nextStamp(): number {
    this.stamp = (this.stamp + 1) >>> 0;
    if (this.stamp === 0) {
      this.openStamp.fill(0);
      this.closedStamp.fill(0);
      this.stamp = 1;
    }
    return this.stamp;
  }
}
