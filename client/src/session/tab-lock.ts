/** Runs a job while no other tab of this browser runs one under the same lock. */
export type TabLock = <T>(job: () => Promise<T>) => Promise<T>;

const LEASE_MS = 20_000;
const RETRY_MS = 50;

/** The browser's own locks where there are any: browsers offer them in secure contexts alone. */
export function tabLock(name: string): TabLock {
  if (navigator.locks) return (job) => navigator.locks.request(name, job);
  return storageLock(name, localStorage);
}

interface Lease {
  owner: string;
  until: number;
}

/**
 * A lock by a lease in storage, for pages served over plain HTTP. A tab that dies leaves a lease that runs out. Two tabs
 * that take it in the same instant see each other's entry after a short wait; the last one to write holds it.
 */
export function storageLock(
  name: string,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  now: () => number = Date.now,
): TabLock {
  const key = `${name}.lease`;
  const read = (): Lease | null => JSON.parse(storage.getItem(key) ?? 'null');
  return async (job) => {
    const owner = `${Math.random()}`;
    for (;;) {
      const held = read();
      if (!held || held.until < now()) {
        storage.setItem(key, JSON.stringify({ owner, until: now() + LEASE_MS } satisfies Lease));
        await pause(RETRY_MS);
        if (read()?.owner === owner) break;
      }
      await pause(RETRY_MS);
    }
    try {
      return await job();
    } finally {
      if (read()?.owner === owner) storage.removeItem(key);
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
