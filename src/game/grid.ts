const CELL = 256;

export interface GridItem {
  /** Index of the grid cell that holds it; -1 when none does. Written by the grid alone. */
  cell: number;
  /** Its place in that cell. Written by the grid alone. */
  index: number;
}

/** Beside the items of a cell stands where they are, so that those too far away need not be touched. */
interface Cell<T> {
  readonly items: T[];
  /** x and y in turns: packed doubles. */
  readonly points: number[];
}

/** Of every cell in which nothing ever was: most of most grids. */
const NOTHING: Cell<never> = { items: [], points: [] };

/** Finds the items near a point without looking at all of them. World pixels. */
export class Grid<T extends GridItem> {
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: Cell<T>[];

  constructor(width: number, height: number) {
    this.columns = Math.max(1, Math.ceil(width / CELL));
    this.rows = Math.max(1, Math.ceil(height / CELL));
    this.cells = Array<Cell<T>>(this.columns * this.rows).fill(NOTHING);
  }

  /** Adds an item or moves it to where it is now. Whoever changes where something is calls this at once. */
  place(item: T, x: number, y: number): void {
    const at = this.row(y) * this.columns + this.column(x);
    if (at !== item.cell) {
      this.remove(item);
      if (this.cells[at] === NOTHING) this.cells[at] = { items: [], points: [] };
      item.cell = at;
      item.index = this.cells[at]!.items.push(item) - 1;
    }
    const { points } = this.cells[at]!;
    points[2 * item.index] = x;
    points[2 * item.index + 1] = y;
  }

  remove(item: T): void {
    if (item.cell < 0) return;
    const { items, points } = this.cells[item.cell]!;
    const last = items.pop()!;
    const y = points.pop()!;
    const x = points.pop()!;
    if (last !== item) {
      items[item.index] = last;
      points[2 * item.index] = x;
      points[2 * item.index + 1] = y;
      last.index = item.index;
    }
    item.cell = -1;
    item.index = -1;
  }

  /** Visits every item, cell by cell. */
  forEach(visit: (item: T) => void): void {
    for (const { items } of this.cells) for (const item of items) visit(item);
  }

  /**
   * Visits every item in the square of half side `radius` around (x, y), its border included, in no order.
   * @param visit gets the square of its distance, too
   */
  forEachNear(x: number, y: number, radius: number, visit: (item: T, squared: number) => void): void {
    const lastColumn = this.column(x + radius);
    const lastRow = this.row(y + radius);
    for (let row = this.row(y - radius); row <= lastRow; row++) {
      for (let column = this.column(x - radius); column <= lastColumn; column++) {
        const { items, points } = this.cells[row * this.columns + column]!;
        for (let i = 0; i < items.length; i++) {
          const dx = points[2 * i]! - x;
          const dy = points[2 * i + 1]! - y;
          if (dx <= radius && -dx <= radius && dy <= radius && -dy <= radius)
            visit(items[i]!, dx * dx + dy * dy);
        }
      }
    }
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor(x / CELL)));
  }

  private row(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor(y / CELL)));
  }
}
