/**
 * A set of few in one compact piece of memory: what is looked through far more often than it is asked. Asking takes time
 * linear in its size. In no order; whoever deletes while it goes through `items` begins at their end.
 */
export class FewSet<T> implements Iterable<T> {
  readonly items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  has(item: T): boolean {
    return this.items.includes(item);
  }

  /** @param item is not in it yet */
  add(item: T): void {
    this.items.push(item);
  }

  delete(item: T): void {
    const { items } = this;
    const at = items.indexOf(item);
    if (at < 0) return;
    const last = items.pop()!;
    if (at < items.length) items[at] = last;
  }

  clear(): void {
    this.items.length = 0;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.items[Symbol.iterator]();
  }
}
