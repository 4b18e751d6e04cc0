/** What is kept of a map by its keys, whichever kind of map it is. */
export interface Entries<K, V> extends Iterable<[K, V]> {
  readonly size: number;
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): unknown;
  delete(key: K): boolean;
  clear(): void;
  keys(): Iterable<K>;
  values(): Iterable<V>;
}

const EMPTY = new Map<never, never>();

/**
 * A map that takes next to no memory until something is put in: most monsters of most instances never fight. In the order
 * in which keys were put in, as in any map.
 */
export class LazyMap<K, V> implements Entries<K, V> {
  private entries: Map<K, V> | null = null;

  get size(): number {
    return this.entries === null ? 0 : this.entries.size;
  }

  get(key: K): V | undefined {
    return this.entries?.get(key);
  }

  has(key: K): boolean {
    return this.entries?.has(key) ?? false;
  }

  set(key: K, value: V): void {
    this.entries ??= new Map();
    this.entries.set(key, value);
  }

  delete(key: K): boolean {
    return this.entries?.delete(key) ?? false;
  }

  /** What is put in later needs its memory again. */
  clear(): void {
    // Whoever goes through it meanwhile is at its end.
    this.entries?.clear();
    this.entries = null;
  }

  keys(): Iterable<K> {
    return (this.entries ?? EMPTY).keys();
  }

  values(): Iterable<V> {
    return (this.entries ?? EMPTY).values();
  }

  [Symbol.iterator](): Iterator<[K, V]> {
    return (this.entries ?? EMPTY)[Symbol.iterator]();
  }
}
