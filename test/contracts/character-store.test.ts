import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { openFeeds } from '../../src/db/notifications.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { characterStoreContract } from './character-store.contract.ts';

characterStoreContract('in memory', async () => {
  let nowMs = 0;
  const accounts = new MemoryAccountStore();
  const store = new MemoryCharacterStore(accounts, () => nowMs);
  return {
    accounts,
    store,
    feed: store,
    async ageLeases(seconds) {
      nowMs += seconds * 1000;
    },
    close: async () => undefined,
  };
});

characterStoreContract('PostgreSQL', async () => {
  const database = await openFreshDatabase();
  return {
    accounts: makeAccountStore(database),
    store: makeCharacterStore(database),
    feed: await openFeeds(database),
    async ageLeases(seconds) {
      await database.dataSource.query(
        'UPDATE characters SET lease_renewed_at = lease_renewed_at - make_interval(secs => $1)',
        [seconds],
      );
    },
    close: () => database.close(),
  };
});
