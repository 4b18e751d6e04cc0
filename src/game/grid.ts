const CELL = 256;

export interface GridItem {
  /** Index of the grid cell that holds it; -1 when none does. Written by the grid alone. */
  cell: number;
  /** What the last look made of it; see `Look`. Written by looks alone. */
  mark: number;
}

/** Finds the items near a point without looking at all of them. World pixels. */
export class Grid<T extends GridItem> {
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: T[][];

  constructor(width: number, height: number) {
    this.columns = Math.max(1, Math.ceil(width / CELL));
    this.rows = Math.max(1, Math.ceil(height / CELL));
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
  }

  /** Adds an item or moves it to where it is now. */
  place(item: T, x: number, y: number): void {
    const cell = this.row(y) * this.columns + this.column(x);
    if (cell === item.cell) return;
    this.remove(item);
    this.cells[cell]!.push(item);
    item.cell = cell;
  }

  remove(item: T): void {
    if (item.cell < 0) return;
    const cell = this.cells[item.cell]!;
    const last = cell.pop()!;
    if (last !== item) cell[cell.indexOf(item)] = last;
    item.cell = -1;
  }

  /** Visits every item whose cell touches the square of half side `radius` around (x, y): a superset of the circle. */
  forEachNear(x: number, y: number, radius: number, visit: (item: T) => void): void {
    const lastColumn = this.column(x + radius);
    const lastRow = this.row(y + radius);
    for (let row = this.row(y - radius); row <= lastRow; row++) {
      for (let column = this.column(x - radius); column <= lastColumn; column++) {
        for (const item of this.cells[row * this.columns + column]!) visit(item);
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
