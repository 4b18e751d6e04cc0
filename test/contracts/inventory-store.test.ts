import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { MemoryInventoryStore } from '../kit/memory-inventory-store.ts';
import { MemoryLedger } from '../kit/memory-ledger.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { inventoryStoreContract } from './inventory-store.contract.ts';

inventoryStoreContract('in memory', async () => {
  const accounts = new MemoryAccountStore();
  const characters = new MemoryCharacterStore(accounts);
  const ledger = new MemoryLedger();
  const store = new MemoryInventoryStore({ ledger, accounts, characters });
  return {
    accounts,
    characters,
    ledger,
    store,
    async mailed(characterId) {
      const mine = store.mail.filter((mail) => mail.characterId === characterId);
      const stacks: Record<string, number> = {};
      for (const { owner, asset, amount } of mine.flatMap(({ delivered }) => delivered.postings)) {
        const kind = asset.slice('stack:'.length);
        if (owner.kind === 'mail') stacks[kind] = (stacks[kind] ?? 0) + amount;
      }
      return {
        stacks,
        items: mine.flatMap(({ delivered }) => delivered.created).map(({ kind }) => kind),
      };
    },
    close: async () => undefined,
  };
});

inventoryStoreContract('PostgreSQL', async () => {
  const database = await openFreshDatabase();
  return {
    accounts: makeAccountStore(database),
    characters: makeCharacterStore(database),
    ledger: makeLedger(database),
    store: makeInventoryStore(database, () => new Date()),
    async mailed(characterId) {
      const stacks: { kind: string; amount: number }[] = await database.dataSource.query(
        `SELECT substr(asset, 7) AS kind, sum(balance)::integer AS amount
         FROM mails JOIN ledger_accounts ON owner_kind = 'mail' AND owner_id = mails.id::text
         WHERE recipient_id = $1 GROUP BY asset`,
        [characterId],
      );
      const items: { kind: string }[] = await database.dataSource.query(
        `SELECT kind FROM mails JOIN items ON owner_kind = 'mail' AND owner_id = mails.id::text
         WHERE recipient_id = $1`,
        [characterId],
      );
      return {
        stacks: Object.fromEntries(stacks.map(({ kind, amount }) => [kind, amount])),
        items: items.map(({ kind }) => kind),
      };
    },
    close: () => database.close(),
  };
});
