import type { DataSource, EntityManager } from 'typeorm';

/** Some 10 MB. */
const MOST = 50_000;

const KNOWN = new WeakMap<DataSource, KnownAccounts>();

/**
 * Ids of accounts that are in the database, by `accountKey`: nobody needs to try to make them again, or to look them up by
 * their owners. What is known may be wrong, when an account has been made anonymous or its maker has failed: whoever locks
 * one looks at its owner, and forgets what is not so.
 */
export class KnownAccounts {
  private readonly ids = new Map<string, string>();

  /** Those of the database that the manager speaks to. */
  static of({ connection }: Pick<EntityManager, 'connection'>): KnownAccounts {
    const known = KNOWN.get(connection) ?? new KnownAccounts();
    KNOWN.set(connection, known);
    return known;
  }

  /** @returns in the order given; null unless all are known */
  all(keys: readonly string[]): string[] | null {
    const ids: string[] = [];
    for (const key of keys) {
      const id = this.ids.get(key);
      if (id === undefined) return null;
      ids.push(id);
    }
    return ids;
  }

  /** The oldest makes room. */
  add(key: string, id: string): void {
    this.ids.set(key, id);
    if (this.ids.size > MOST) this.ids.delete(this.ids.keys().next().value!);
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.ids.delete(key);
  }
}
