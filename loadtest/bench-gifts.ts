import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadContent } from '../src/content/load-content.ts';
import type { Content } from '../src/content/types.ts';
import { makeAccountStore } from '../src/db/account-store.ts';
import { makeCharacterStore } from '../src/db/character-store.ts';
import type { Database } from '../src/db/database.ts';
import { giveBatch } from '../src/db/gift-batch.ts';
import { makeInventoryStore } from '../src/db/inventory-store.ts';
import { retryConflicts } from '../src/db/ledger/conflicts.ts';
import { makeInventory } from '../src/economy/make-inventory.ts';

const CHARACTERS = 500;

export interface GiftBench {
  characters: number;
  /** Gives somebody something, as a room does. */
  together(): Promise<unknown>;
  /** The same in a transaction of its own. */
  alone(): Promise<unknown>;
}

/** Makes characters that loot can be given to: a credit each time, which never takes room. */
export async function giftBench(database: Database, random: () => number): Promise<GiftBench> {
  const content = loadContent(join(import.meta.dirname, '../content'));
  const store = makeInventoryStore(database, () => new Date());
  const inventory = makeInventory({ store, content });
  const ids = Array.from({ length: CHARACTERS }, () => randomUUID());
  await makeCharacters(database, content, ids);
  const gift = { credits: 1, stacks: [], items: [] };
  const named = () => ({
    key: randomUUID(),
    kind: 'loot',
    characterId: ids[Math.floor(random() * CHARACTERS)]!,
  });
  return {
    characters: CHARACTERS,
    together: () => inventory.receive({ ...named(), ...gift }),
    alone: () => {
      const one = { ...named(), actorId: null, hash: 'bench', gift, hasRoom: () => true };
      return retryConflicts(() => database.transaction((manager) => giveBatch(manager, [one], new Date())));
    },
  };
}

async function makeCharacters(
  database: Database,
  { classes, startingPlace }: Content,
  ids: readonly string[],
): Promise<void> {
  const [kind] = classes.values();
  const { id: classId, health, mana, stamina } = kind!;
  const createdAt = new Date();
  const account = { id: randomUUID(), name: 'bench', passwordHash: 'none', createdAt };
  await makeAccountStore(database).createAccount(account);
  const characters = makeCharacterStore(database);
  for (const [n, id] of ids.entries()) {
    const who = {
      id,
      accountId: account.id,
      name: `bench ${n}`,
      classId,
      level: 1,
      experience: 0,
      createdAt,
    };
    const where = { place: startingPlace, x: 0, y: 0, facing: 0 };
    await characters.create({ ...who, ...where, health, mana, stamina }, ids.length);
  }
}
