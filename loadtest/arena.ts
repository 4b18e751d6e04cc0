import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadContent } from '../src/content/load-content.ts';
import { askAll } from './burst/ask-all.ts';
import { costRows, placerRows } from './burst/costs.ts';
import { type Fullness, measureFullness } from './burst/fullness.ts';
import { outcomeRows } from './burst/outcome.ts';
import { startBackends } from './cluster/backends.ts';
import { createPeople } from './cluster/people.ts';
import { connectionsOf, RealmCluster } from './cluster/realm-cluster.ts';
import { readListings } from './cluster/room-listings.ts';
import { type Latency, slowLinksTo } from './cluster/slow-link.ts';
import { withStockCluster } from './cluster/stock-cluster.ts';
import { Report } from './report.ts';

/** Eight hundred people want into places of four seats at the same moment, while every store is a few milliseconds away. */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '800' },
    processes: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const people = Number(values.people);
const processes = Number(values.processes);
const LATENCY = { minMs: 1, maxMs: 4, seed: Number(values.seed) };
const SETTLED_MS = 2_000;
const LEVEL = 10;
const MUST_BE_FULL = 0.99;

const startedAt = performance.now();
const content = loadContent(join(import.meta.dirname, '../content'));
const { cap } = content.placement.kinds.arena;
const place = [...content.places.values()].find(({ kind }) => kind === 'arena')!.id;
const report = new Report();
report.machine(LATENCY.seed);
report.row('crowd', `${people} people, places of ${cap}, ${processes} processes`);
report.row('stores', `what is sent to them takes ${LATENCY.minMs} to ${LATENCY.maxMs} ms longer`);

const backends = await startBackends(connectionsOf(processes));
const links = await slowLinksTo(backends, LATENCY);
try {
  await crowdIntoRealm();
  const stock = 'Stock joinOrCreate (no login, no database, rooms without state)';
  await crowdIntoStock(`${stock}, Redis behind the same link`, links.redisUrl);
  await crowdIntoStock(`${stock}, each command of its driver delayed by itself`, backends.redisUrl, LATENCY);
} finally {
  await links.stop();
  await backends.stop();
}
process.exit(report.end(startedAt));

async function crowdIntoRealm(): Promise<void> {
  const cluster = await RealmCluster.start({ backends, processes, links });
  try {
    const { database, jwtSecret, bases } = cluster;
    const partySizes = Array.from({ length: people }, () => 1);
    const members = await createPeople({ database, jwtSecret, partySizes, level: LEVEL });
    const before = await cluster.metrics();
    const attempts = await askAll(
      members.map(({ accessToken, characterId, party }, i) => ({
        party,
        base: bases[i % bases.length]!,
        kind: 'arena',
        token: accessToken,
        options: { place, characterId },
      })),
    );
    const after = await cluster.metrics();
    await delay(SETTLED_MS);
    const fullness = measureFullness(attempts, await readListings(backends.redisUrl));
    const { full, instances } = countFull(fullness);

    report.title('Omega Realm');
    const { placed } = outcomeRows(report, attempts);
    report.must('placed', placed === people, `${placed} of ${people}`);
    report.must('over the cap', fullness.mostSeats <= cap, `fullest has ${fullness.mostSeats} of ${cap}`);
    report.must('full instances', full >= instances * MUST_BE_FULL, `${full} of ${instances}`);
    await placerRows(report, database, fullness.instanceIds);
    costRows(report, before, after, people);
    for (const { client } of attempts) client?.leave();
  } finally {
    await cluster.stop();
  }
}

async function crowdIntoStock(title: string, redisUrl: string, driverDelay?: Latency): Promise<void> {
  await withStockCluster({ redisUrl, processes, kind: 'arena', cap, driverDelay }, async (bases) => {
    const attempts = await askAll(
      Array.from({ length: people }, (_, i) => ({
        party: i,
        base: bases[i % bases.length]!,
        kind: 'arena',
        token: null,
        options: { place },
      })),
    );
    await delay(SETTLED_MS);
    const { full, instances } = countFull(measureFullness(attempts, await readListings(backends.redisUrl)));
    report.title(title);
    const { placed } = outcomeRows(report, attempts);
    report.row('placed', `${placed} of ${people}`);
    report.row('full instances', `${full} of ${instances}`);
    for (const { client } of attempts) client?.leave();
  });
}

function countFull({ places }: Fullness): { full: number; instances: number } {
  const seats = places.flatMap((at) => at.seats);
  return { full: seats.filter((taken) => taken === cap).length, instances: seats.length };
}
