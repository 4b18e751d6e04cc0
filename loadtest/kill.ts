import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadContent } from '../src/content/load-content.ts';
import { makeCharacterStore } from '../src/db/character-store.ts';
import { startBackends } from './cluster/backends.ts';
import { createPeople, type Member } from './cluster/people.ts';
import { connectionsOf, RealmCluster } from './cluster/realm-cluster.ts';
import { readListings } from './cluster/room-listings.ts';
import { movementLostMs } from './kill/movement-lost.ts';
import { Player, type Sighting } from './kill/player.ts';
import { Report, spread } from './report.ts';
import { Metrics } from './server-metrics.ts';
import { seededRandom } from './simulate-fill/random.ts';
import { percentile } from './simulate-fill/statistics.ts';
import { walk } from './walk.ts';

/** One of three processes is killed while 250 people walk on it. They come back by themselves, as the browser client does. */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '250' },
    elsewhere: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const PROCESSES = 3;
/** One in so many knows where it is. */
const WATCHING_EVERY = 10;
const JOINS_AT_ONCE = 16;
const WALK_MS = 8_000;
const DEAD_LISTINGS_AFTER_MS = 3_000;
const ALL_BACK_MS = 10_000;
const MOST_BACK_MS = 5_000;
const MOVEMENT_LOST_MS = 1_000;
/** Patches come so far apart: what a player saw last may be that old. */
const MEASUREMENT_MS = 100;
/** A hub's step: a tick that takes longer makes the next one late. */
const STEP_MS = 50;
const TICK = 'room_tick_seconds';

const startedAt = performance.now();
const seed = Number(values.seed);
const count = Number(values.people);
const countElsewhere = Number(values.elsewhere);
const { places } = loadContent(join(import.meta.dirname, '../content'));
const [place, placeElsewhere] = [...places.values()].filter(({ kind }) => kind === 'hub').map(({ id }) => id);
const report = new Report();
report.machine(seed);
report.row(
  'crowd',
  `${count} people on the process that is killed, ${countElsewhere} on others, all walking`,
);

interface Run {
  everybody: Player[];
  /** Who was on the process that was killed. */
  victims: Player[];
  /** What each of them had seen of itself until then. */
  seen: Sighting[][];
  /** Of performance.now(). */
  killedAt: number;
  deadListings: number;
  /** Of the processes that live: a while before the kill, at it, and ten seconds after it. */
  metrics: [Metrics[], Metrics[], Metrics[]];
}

const backends = await startBackends(connectionsOf(PROCESSES));
try {
  const cluster = await RealmCluster.start({ backends, processes: PROCESSES });
  try {
    const run = await killOne(cluster);
    printRun(run);
    await printWhereabouts(cluster, run);
    await Promise.all(run.everybody.map((player) => player.leave()));
  } finally {
    await cluster.stop();
  }
} finally {
  await backends.stop();
}
process.exit(report.end(startedAt));

async function killOne(cluster: RealmCluster): Promise<Run> {
  const { database, jwtSecret, bases, servers } = cluster;
  const partySizes = Array.from({ length: count + countElsewhere }, () => 1);
  const people = await createPeople({ database, jwtSecret, partySizes, level: 1 });
  const here = await enterAll(people.slice(0, count), place!, bases);
  const everybody = [...here, ...(await enterAll(people.slice(count), placeElsewhere!, bases))];
  const walking = walk(everybody, seededRandom(seed));
  await delay(WALK_MS);

  const listings = new Map((await readListings(backends.redisUrl)).map((room) => [room.roomId, room]));
  const { processId: deadId, publicAddress } = listings.get(here[0]!.room!.roomId)!;
  const dead = servers.find(({ base }) => base.host === publicAddress)!;
  const victims = everybody.filter(({ room }) => listings.get(room!.roomId)!.processId === deadId);
  const others = servers.filter((server) => server !== dead);
  const readOthers = () => Promise.all(others.map(({ base }) => Metrics.read(base)));
  const before = await readOthers();
  await delay(WALK_MS);

  const atKill = await readOthers();
  const seen = victims.map((player) => player.sightings);
  const killedAt = performance.now();
  await dead.kill();
  await delay(DEAD_LISTINGS_AFTER_MS);
  const deadListings = (await readListings(backends.redisUrl)).filter(
    ({ processId }) => processId === deadId,
  );
  await allBack(victims, killedAt);
  await delay(Math.max(0, killedAt + ALL_BACK_MS - performance.now()));
  const after = await readOthers();
  clearInterval(walking);
  return {
    everybody,
    victims,
    seen,
    killedAt,
    deadListings: deadListings.length,
    metrics: [before, atKill, after],
  };
}

function printRun({ victims, seen, killedAt, deadListings, metrics }: Run): void {
  report.title('kill -9 of one process');
  const backMs = victims.map(({ insideSince }) => insideSince - killedAt).filter((ms) => ms > 0);
  report.must('back in the world', backMs.length === victims.length, `${backMs.length} of ${victims.length}`);
  report.row('time until back, p50 / p95 / max', spread(backMs));
  const isFast = percentile(backMs, 0.95) <= MOST_BACK_MS && percentile(backMs, 1) <= ALL_BACK_MS;
  report.must('p95 within 5 s, all within 10 s', isFast, isFast ? 'yes' : 'no');
  const lost = victims.flatMap(({ sightings }, i) =>
    seen[i]!.length > 0 && sightings.length > 0 ? movementLostMs(seen[i]!, sightings[0]!) : [],
  );
  report.must(
    'movement lost, p50 / p95 / max',
    Math.max(...lost) <= MOVEMENT_LOST_MS + MEASUREMENT_MS,
    `${spread(lost)} (of ${lost.length} who watched)`,
  );
  printTicks(metrics);
  report.must('dead listings after 3 s', deadListings === 0, String(deadListings));
}

async function enterAll(people: readonly Member[], where: string, bases: readonly URL[]): Promise<Player[]> {
  const players = people.map(
    (person, i) =>
      new Player({
        person,
        place: where,
        places,
        bases,
        first: i,
        isWatching: i % WATCHING_EVERY === 0,
      }),
  );
  const waiting = [...players];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await next.enter();
  };
  await Promise.all(Array.from({ length: JOINS_AT_ONCE }, worker));
  return players;
}

/** Until everybody is, or can no longer be in time. */
async function allBack(players: readonly Player[], killedAt: number): Promise<void> {
  const deadline = killedAt + 2 * ALL_BACK_MS;
  while (performance.now() < deadline && players.some(({ insideSince }) => insideSince < killedAt))
    await delay(50);
}

/** By the database, and by the rooms: everybody is in one place, and nobody is in two. */
async function printWhereabouts({ database }: RealmCluster, { everybody: players }: Run): Promise<void> {
  const leases = await makeCharacterStore(database).locate(players.map(({ characterId }) => characterId));
  const instanceOf = new Map(leases.map(({ characterId, instance }) => [characterId, instance]));
  const elsewhere = players.filter(({ characterId, room }) => instanceOf.get(characterId) !== room!.roomId);
  report.must(
    'lease where the player is',
    elsewhere.length === 0,
    `${players.length - elsewhere.length} of ${players.length}`,
  );
  const seats = (await readListings(backends.redisUrl)).reduce((sum, { clients }) => sum + clients, 0);
  report.must('seats in all rooms', seats === players.length, `${seats} for ${players.length} players`);
}

/** A process that had no players until then is busy with taking them in, and has nobody whom that could disturb. */
function printTicks([start, atKill, end]: Run['metrics']): void {
  for (const [i, after] of end.entries()) {
    const tickOf = (earlier: Metrics, later: Metrics) => later.quantiles(earlier, TICK, [0.95, 1]);
    const hadPlayers = atKill[i]!.quantileMs(start[i]!, TICK, 0.95) !== null;
    const p95 = after.quantileMs(atKill[i]!, TICK, 0.95) ?? 0;
    const text = `${tickOf(start[i]!, atKill[i]!)} before, ${tickOf(atKill[i]!, after)} after`;
    report.must('tick elsewhere, p95 / max', !hadPlayers || p95 <= STEP_MS, text);
  }
}
