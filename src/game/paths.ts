import { PathSearch } from './pathfinding.ts';
import type { WalkGrid, Way } from './walk-grid.ts';

/** Searches that a tick does at most; who asks for more waits for its turn. */
const SEARCHES_PER_TICK = 8;
/** Ways that are remembered, those that lead nowhere included. */
const REMEMBERED = 512;
/** Ways that wait; who comes after that asks again. */
const MAX_WAITING = 256;

/** Arrays for searches are the same in all instances of a place: none of them pauses within one. */
const searches = new WeakMap<WalkGrid, PathSearch>();

/**
 * The ways of one world, by the cells between which they lead. What is asked for is searched in the order in which it was
 * asked, a few in each tick, and remembered until it is the longest unused. Each world has its own memory: with a shared
 * one, what happens in a world would depend on who walked in another.
 */
export class Paths {
  readonly grid: WalkGrid;
  private readonly search: PathSearch;
  private readonly known = new Map<number, Way | null>();
  /** Keys, the next one first; the same way is asked for once. */
  private readonly waiting = new Set<number>();

  constructor(grid: WalkGrid) {
    this.grid = grid;
    let search = searches.get(grid);
    if (!search) {
      search = new PathSearch(grid);
      searches.set(grid, search);
    }
    this.search = search;
  }

  /** @returns the way between two cells; null: there is none; undefined: not known yet, ask again in the next tick */
  ask(from: number, to: number): Way | null | undefined {
    const key = from * this.grid.size + to;
    const way = this.known.get(key);
    if (way === undefined) {
      if (this.waiting.size < MAX_WAITING) this.waiting.add(key);
      return undefined;
    }
    this.known.delete(key);
    this.known.set(key, way);
    return way;
  }

  /** Does the searches of this tick. */
  work(): void {
    if (this.waiting.size === 0) return;
    let left = SEARCHES_PER_TICK;
    for (const key of this.waiting) {
      if (left-- === 0) return;
      this.waiting.delete(key);
      const { size } = this.grid;
      this.remember(key, this.search.find(Math.floor(key / size), key % size));
    }
  }

  private remember(key: number, way: Way | null): void {
    this.known.set(key, way);
    if (this.known.size <= REMEMBERED) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      return;
    }
  }
}
