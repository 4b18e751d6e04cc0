import { isDeepStrictEqual } from 'node:util';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import type { Database } from '../../src/db/database.ts';
import type { Api } from './api.ts';
import type { Ended, Holdings } from './books.ts';
import { Trader } from './trader.ts';
import type { Traffic } from './traffic.ts';

/** Everything in which the server's books, the clients' books and the answers disagree; empty: nothing. */
export interface Proof {
  /** Answers that should never have been given. */
  complaints: string[];
  /** What the economy's own audit finds. */
  audit: string[];
  /** Acknowledged operations that are not in the database. */
  lost: string[];
  /** Operations in the database that nobody has been told of. */
  unknown: string[];
  /** Owners who have something else than their acknowledged operations sum up to. */
  differences: string[];
}

/** Called once, when every request has its answer. */
export async function prove(traffic: Traffic, api: Api, database: Database): Promise<Proof> {
  const report = await makeEconomyAudit(database).run();
  const stored = await storedKeys(database);
  const { journal } = traffic;
  const done = new Set(journal.done);
  return {
    complaints: journal.complaints,
    audit: report.problems.map(({ check, text }) => `${check}: ${text}`),
    lost: [...done].filter((key) => !stored.has(key)),
    unknown: [...stored].filter((key) => !done.has(key)),
    differences: await differences(traffic, api),
  };
}

/** Idempotency keys of what was done, as the clients sent them. */
export async function storedKeys(database: Database): Promise<Set<string>> {
  const { rows } = await database.query({
    text: `SELECT key FROM operations WHERE key LIKE 'api:%' OR key LIKE 'gift:%'`,
  });
  return new Set((rows as { key: string }[]).map(({ key }) => key.split(':').at(-1)!));
}

async function differences(traffic: Traffic, api: Api): Promise<string[]> {
  const { books, board, traders } = traffic;
  const { token } = traders[0]!;
  const get = (id: string): Promise<Ended> =>
    api.must({ token, method: 'GET', path: `/market/listings/${id}` });
  const listings: Ended[] = [];
  for (const { id } of board.all) listings.push(await get(id));
  books.settleBids(listings);
  const found: string[] = [];
  for (const trader of traders) {
    for (const character of trader.characters.filter((id) => books.owners.has(id))) {
      await trader.look(character);
      const has = Trader.holdings(trader.views.get(character)!);
      found.push(...compare(character, has.character, books.owners.get(character)!));
      found.push(...compare(trader.accountId, has.storage, books.owners.get(trader.accountId)!));
    }
  }
  return [...new Set(found)];
}

function compare(owner: string, has: Holdings, should: Holdings): string[] {
  const [actual, expected] = [sorted(has), sorted(should)];
  if (isDeepStrictEqual(actual, expected)) return [];
  return [`${owner} has ${JSON.stringify(actual)} and should have ${JSON.stringify(expected)}`];
}

function sorted({ credits, stacks, items }: Holdings): unknown {
  return { credits, stacks: Object.fromEntries([...stacks].sort()), items: [...items].sort() };
}
