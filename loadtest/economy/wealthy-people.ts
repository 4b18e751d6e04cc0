import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db/database.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Asset } from '../../src/economy/owner.ts';
import { createPeople } from '../cluster/people.ts';
import type { Person } from '../person.ts';

const LEVEL = 5;
const CREDITS = 5_000;
const ORES = ['iron-ore', 'copper-ore', 'silver-ore'];
const ORE = 20;

/** People with logins, a character each, credits and ores. */
export async function createWealthyPeople(
  database: Database,
  jwtSecret: string,
  count: number,
): Promise<Person[]> {
  const partySizes = Array<number>(count).fill(1);
  const people = await createPeople({ database, jwtSecret, partySizes, level: LEVEL });
  const ledger = makeLedger(database);
  const goods: [Asset, number][] = [
    ['credits', CREDITS],
    ...ORES.map((ore): [Asset, number] => [`stack:${ore}`, ORE]),
  ];
  await Promise.all(
    people.map(({ characterId: id }) =>
      ledger.apply({
        key: randomUUID(),
        kind: 'reward',
        actorId: null,
        body: null,
        postings: goods.flatMap(([asset, amount]) =>
          movement({ kind: 'system', id: 'rewards' }, { kind: 'character', id }, asset, amount),
        ),
      }),
    ),
  );
  return people;
}
