import type { PlaceMap } from '../../src/content/types.ts';
import { gameMapOf } from '../../src/game/map.ts';
import { PathSearch } from '../../src/game/pathfinding.ts';
import { type WalkGrid, walkGridOf } from '../../src/game/walk-grid.ts';

export interface Point {
  x: number;
  y: number;
}

/** Cells of a coarse grid that an explorer ticks off. World pixels. */
const SIGHT = 256;

/** Knows a place as a player with a map does: where one can walk, and where one has not been yet. */
export class WayFinder {
  private readonly grid: WalkGrid;
  private readonly search: PathSearch;
  private readonly unseen = new Map<string, Point>();

  constructor(place: PlaceMap) {
    this.grid = walkGridOf(place, gameMapOf(place));
    this.search = new PathSearch(this.grid);
    for (let cell = 0; cell < this.grid.size; cell++) {
      const point = { x: this.grid.middleX(cell), y: this.grid.middleY(cell) };
      if (this.grid.regions[cell]! >= 0) this.unseen.set(keyOf(point), point);
    }
  }

  /** @returns corners of a way, the first one next; empty: there is none */
  way(from: Point, to: Point): readonly Point[] {
    if (this.grid.isWayFree(from.x, from.y, to.x, to.y)) return [to];
    const start = this.grid.nearestCell(from.x, from.y);
    const end = this.grid.nearestCell(to.x, to.y);
    return (start >= 0 && end >= 0 && this.search.find(start, end)) || [];
  }

  /** @returns where one has not been, the nearest first; once one was everywhere all of it is new again */
  unexplored(from: Point): Point | null {
    this.unseen.delete(keyOf(from));
    let nearest: Point | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const point of this.unseen.values()) {
      const distance = Math.hypot(point.x - from.x, point.y - from.y);
      if (distance < least) [nearest, least] = [point, distance];
    }
    return nearest;
  }

  /** It cannot be reached. */
  giveUp(point: Point): void {
    this.unseen.delete(keyOf(point));
  }
}

function keyOf({ x, y }: Point): string {
  return `${Math.floor(x / SIGHT)}:${Math.floor(y / SIGHT)}`;
}
