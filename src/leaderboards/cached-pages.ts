import type { SharedCache } from '../cluster/shared-cache.ts';
import type { Page } from '../economy/ledger.ts';
import type { LeaderboardStore, Standing } from './leaderboard-store.ts';

/** A page may be so old. */
const FRESH_SEC = 5;

/** Pages are what many ask for alike: the processes of a realm share each for a few seconds. The database stays the truth. */
export function withCachedPages(store: LeaderboardStore, cache: SharedCache): LeaderboardStore {
  return {
    ...store,
    async page(of, cursor, limit) {
      const key = `leaderboard:${JSON.stringify([of.board, of.season, cursor, limit])}`;
      const known = await cache.get(key);
      if (known !== null) return readPage(known);
      const page = await store.page(of, cursor, limit);
      await cache.set(key, JSON.stringify(page), FRESH_SEC);
      return page;
    },
  };
}

function readPage(text: string): Page<Standing> {
  const { entries, ...rest } = JSON.parse(text) as Page<Standing>;
  return { ...rest, entries: entries.map((entry) => ({ ...entry, reachedAt: new Date(entry.reachedAt) })) };
}
