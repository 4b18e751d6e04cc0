/** Freezes plain objects and arrays with all that they hold. Shared by every room, content must not be changed by one. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

class FrozenMap<K, V> extends Map<K, V> {
  constructor(entries: Iterable<readonly [K, V]>) {
    super();
    for (const [key, value] of entries) super.set(key, deepFreeze(value));
  }

  override set(): never {
    throw new TypeError('Content cannot be changed.');
  }

  override delete(): never {
    throw new TypeError('Content cannot be changed.');
  }

  override clear(): never {
    throw new TypeError('Content cannot be changed.');
  }
}

/** A map whose values are deep-frozen, and which itself refuses every change. */
export function frozenMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  return Object.freeze(new FrozenMap(entries));
}
