import { makeAccountStore } from '../../src/db/account-store.ts';
import { openFeeds } from '../../src/db/notifications.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountStoreContract } from './account-store.contract.ts';

accountStoreContract('in memory', async () => {
  const store = new MemoryAccountStore();
  return { store, feed: store, close: async () => undefined };
});

accountStoreContract('PostgreSQL', async () => {
  const database = await openFreshDatabase();
  return {
    store: makeAccountStore(database),
    feed: await openFeeds(database),
    close: () => database.close(),
  };
});
