import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadContent } from '../src/content/load-content.ts';
import { askAll } from './burst/ask-all.ts';
import { costRows, placerRows } from './burst/costs.ts';
import { type Fullness, measureFullness } from './burst/fullness.ts';
import { crowdOf } from './burst/newcomers.ts';
import { outcomeRows } from './burst/outcome.ts';
import { startBackends } from './cluster/backends.ts';
import { createPeople } from './cluster/people.ts';
import { connectionsOf, RealmCluster } from './cluster/realm-cluster.ts';
import { readListings } from './cluster/room-listings.ts';
import { withStockCluster } from './cluster/stock-cluster.ts';
import { Report } from './report.ts';
import { seededRandom } from './simulate-fill/random.ts';

/** A thousand people, in parties of one to five, ask three processes for zones at the same moment. */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    processes: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const seed = Number(values.seed);
const processes = Number(values.processes);
const SETTLED_MS = 3_000;
/** Every zone that asks for no upgrade lets in who has come so far. */
const LEVEL = 10;

const startedAt = performance.now();
const content = loadContent(join(import.meta.dirname, '../content'));
const { cap } = content.placement.kinds.zone;
const zones = [...content.places.values()]
  .filter(({ kind, requires }) => kind === 'zone' && requires.every((one) => one.kind === 'level'))
  .map(({ id }) => id);
const crowd = crowdOf({ people: Number(values.people), places: zones, random: seededRandom(seed) });
const report = new Report();
report.machine(seed);
report.row(
  'crowd',
  `${crowd.newcomers.length} people in ${crowd.partySizes.length} parties, ${zones.length} zones, ${processes} processes`,
);

const backends = await startBackends(connectionsOf(processes));
try {
  await burstIntoRealm();
  await burstIntoStock();
} finally {
  await backends.stop();
}
process.exit(report.end(startedAt));

async function burstIntoRealm(): Promise<void> {
  const cluster = await RealmCluster.start({ backends, processes });
  try {
    const { database, jwtSecret, bases } = cluster;
    const people = await createPeople({ database, jwtSecret, partySizes: crowd.partySizes, level: LEVEL });
    const before = await cluster.metrics();
    const attempts = await askAll(
      crowd.newcomers.map((newcomer, i) => ({
        ...newcomer,
        base: bases[i % bases.length]!,
        kind: 'zone',
        token: people[newcomer.person]!.accessToken,
        options: { place: newcomer.place, characterId: people[newcomer.person]!.characterId },
      })),
    );
    const after = await cluster.metrics();
    await delay(SETTLED_MS);
    const fullness = measureFullness(attempts, await readListings(backends.redisUrl));

    report.title('Omega Realm');
    const outcome = outcomeRows(report, attempts);
    report.must('placed', outcome.placed === attempts.length, `${outcome.placed} of ${attempts.length}`);
    report.must('over the cap', fullness.mostSeats <= cap, `fullest has ${fullness.mostSeats} of ${cap}`);
    report.must('parties split', outcome.partiesSplit === 0, String(outcome.partiesSplit));
    report.must(
      'connected after settling',
      fullness.connected === attempts.length,
      String(fullness.connected),
    );
    printFullness(fullness, true);
    await placerRows(report, database, fullness.instanceIds);
    costRows(report, before, after, attempts.length);
    for (const { client } of attempts) client?.leave();
  } finally {
    await cluster.stop();
  }
}

async function burstIntoStock(): Promise<void> {
  await withStockCluster({ redisUrl: backends.redisUrl, processes, kind: 'zone', cap }, async (bases) => {
    const attempts = await askAll(
      crowd.newcomers.map((newcomer, i) => ({
        ...newcomer,
        base: bases[i % bases.length]!,
        kind: 'zone',
        token: null,
        options: { place: newcomer.place },
      })),
    );
    await delay(SETTLED_MS);
    const fullness = measureFullness(attempts, await readListings(backends.redisUrl));
    report.title('Stock joinOrCreate (no login, no database, rooms without state)');
    const outcome = outcomeRows(report, attempts);
    report.row('placed', `${outcome.placed} of ${attempts.length}`);
    report.row('parties split', String(outcome.partiesSplit));
    report.row('connected after settling', String(fullness.connected));
    printFullness(fullness, false);
    for (const { client } of attempts) client?.leave();
  });
}

function printFullness({ places }: Fullness, isMust: boolean): void {
  for (const { place, seats } of places) {
    const settled = seats.slice(0, -1);
    const text = seats.join(' ');
    const holds = settled.every((taken) => taken >= cap * 0.7 && taken <= cap * 0.8);
    if (isMust) report.must(place, holds, text);
    else report.row(place, text);
  }
}
