/** Binary heap of cells by estimate; of equal ones the older first, so that the same search always finds the same way. */
export class CellHeap {
  private cells: Int32Array;
  private estimates: Float64Array;
  private orders: Uint32Array;
  private size = 0;
  private order = 0;

  constructor(capacity: number) {
    this.cells = new Int32Array(capacity);
    this.estimates = new Float64Array(capacity);
    this.orders = new Uint32Array(capacity);
  }

  clear(): void {
    this.size = 0;
    this.order = 0;
  }

  push(cell: number, estimate: number): void {
    if (this.size === this.cells.length) this.grow();
    let at = this.size++;
    this.set(at, cell, estimate, this.order++);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBefore(at, above)) return;
      this.swap(at, above);
      at = above;
    }
  }

  /** @returns the cell with the least estimate; -1 when there is none */
  pop(): number {
    if (this.size === 0) return -1;
    const first = this.cells[0]!;
    this.size -= 1;
    this.set(0, this.cells[this.size]!, this.estimates[this.size]!, this.orders[this.size]!);
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= this.size) return first;
      const right = left + 1;
      const least = right < this.size && this.isBefore(right, left) ? right : left;
      if (!this.isBefore(least, at)) return first;
      this.swap(least, at);
      at = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const difference = this.estimates[a]! - this.estimates[b]!;
    return difference < 0 || (difference === 0 && this.orders[a]! < this.orders[b]!);
  }

  private set(at: number, cell: number, estimate: number, order: number): void {
    this.cells[at] = cell;
    this.estimates[at] = estimate;
    this.orders[at] = order;
  }

  private swap(a: number, b: number): void {
    const [cell, estimate, order] = [this.cells[a]!, this.estimates[a]!, this.orders[a]!];
    this.set(a, this.cells[b]!, this.estimates[b]!, this.orders[b]!);
    this.set(b, cell, estimate, order);
  }

  private grow(): void {
    const { cells, estimates, orders } = this;
    this.cells = new Int32Array(2 * cells.length);
    this.estimates = new Float64Array(2 * cells.length);
    this.orders = new Uint32Array(2 * cells.length);
    this.cells.set(cells);
    this.estimates.set(estimates);
    this.orders.set(orders);
  }
}
