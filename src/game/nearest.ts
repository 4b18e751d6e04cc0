const FIRST_CAPACITY = 256;

/**
 * Collects candidates and keeps the nearest of them, in time linear in their number (Hoare's quickselect), however they
 * stand: a crowd on one spot costs no more than a spread one. Its memory only grows, and is used again.
 */
export class NearestSelection<T> {
  /** How many there are; what stands behind them in `items` is left from before. */
  size = 0;
  readonly items: T[] = [];
  private distances = new Float64Array(FIRST_CAPACITY);

  clear(): void {
    this.size = 0;
  }

  /** @param distance in any measure that grows with the distance */
  add(item: T, distance: number): void {
    if (this.size === this.distances.length) this.grow();
    this.items[this.size] = item;
    this.distances[this.size++] = distance;
  }

  /** Drops all but the nearest `limit`; they stand in no order. */
  keepNearest(limit: number): void {
    if (this.size <= limit) return;
    if (limit > 0) this.partition(limit - 1);
    this.size = limit;
  }

  /** Afterwards none before `nth` is further away than it, and none behind it nearer. */
  private partition(nth: number): void {
    const { distances, items } = this;
    let first = 0;
    let last = this.size - 1;
    while (first < last) {
      const pivot = distances[(first + last) >> 1]!;
      let low = first;
      let high = last;
      while (low <= high) {
        while (distances[low]! < pivot) low++;
        while (distances[high]! > pivot) high--;
        if (low > high) break;
        const item = items[low]!;
        const distance = distances[low]!;
        items[low] = items[high]!;
        distances[low++] = distances[high]!;
        items[high] = item;
        distances[high--] = distance;
      }
      if (nth <= high) last = high;
      else if (nth >= low) first = low;
      else return;
    }
  }

  private grow(): void {
    const grown = new Float64Array(this.distances.length * 2);
    grown.set(this.distances);
    this.distances = grown;
  }
}
