import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import type { Owner } from '../../src/economy/owner.ts';
import { MemoryLedger } from '../kit/memory-ledger.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';
import { type LedgerHarness, ledgerContract } from './ledger.contract.ts';

async function memoryHarness(): Promise<LedgerHarness> {
  const names = new Map<string, string>();
  const ledger = new MemoryLedger((id) => names.get(id));
  return {
    ledger,
    async addItem(owner, placed) {
      const id = randomUUID();
      ledger.items.set(id, { id, owner, placed: placed ?? null });
      return id;
    },
    ownerOf: async (itemId) => ledger.items.get(itemId)!.owner,
    async addCharacter(name) {
      const id = randomUUID();
      names.set(id, name);
      return id;
    },
    close: async () => undefined,
  };
}

async function postgresHarness(): Promise<LedgerHarness> {
  const database = await openFreshDatabase();
  return {
    ledger: makeLedger(database),
    async addItem(owner, placed) {
      const request = { key: randomUUID(), kind: 'test', actorId: null, body: null };
      const { result } = await operate(database, request, (scope) =>
        scope.createItems([{ kind: 'sword', owner, from: 'rewards', ...(placed && { placed }) }]),
      );
      return result[0]!;
    },
    async ownerOf(itemId) {
      const [owner]: Owner[] = await database.dataSource.query(
        'SELECT owner_kind AS kind, owner_id AS id FROM items WHERE id = $1',
        [itemId],
      );
      return owner!;
    },
    async addCharacter(name) {
      const account = accountRecord();
      await makeAccountStore(database).createAccount(account);
      const character = { ...characterRecord(account.id), name };
      await makeCharacterStore(database).create(character, 1);
      return character.id;
    },
    close: () => database.close(),
  };
}

ledgerContract('in memory', memoryHarness);
ledgerContract('PostgreSQL', postgresHarness);
