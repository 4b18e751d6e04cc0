import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { PlaceKind } from '../src/content/types.ts';
import { Atlas } from './bots/atlas.ts';
import type { ProbeReading } from './churn/probe.ts';
import { PROBE } from './churn/reading.ts';
import { Api } from './economy/api.ts';
import { Dice } from './economy/dice.ts';
import { HubCrowd } from './memory/hub-crowd.ts';
import { Report } from './report.ts';
import { type OwnTarget, ownTarget } from './run/target.ts';

/**
 * What an instance with nobody in it takes, and what a player does.
 *
 * npm run bench:memory -- [--instances 20] [--players 100,500] [--seed N]
 */
const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '20' },
    players: { type: 'string', default: '100,500' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const OPENINGS = join(import.meta.dirname, 'memory/openings.ts');
const KINDS: readonly PlaceKind[] = ['hub', 'zone', 'rift', 'arena'];
const INSTANCE_KB = 150;
const PLAYER_KB = 60;

/** The first ones bring what all share, compiled code included. */
const FIRST = 10;
const FIRST_PLAYERS = 50;
/** Everything there is to live in it lives, and whoever came has been shown it. */
const SETTLED_MS = 3_000;
/** Nothing waits any more for somebody to arrive. */
const ARRIVED_MS = 15_000;

const instances = Number(values.instances);
const players = values.players.split(',').map(Number);
const startedAt = performance.now();
const report = new Report();
report.title('What a server holds, garbage collected');
report.machine(Number(values.seed));
const target = await ownTarget({ preload: [PROBE, OPENINGS] });
try {
  const base = target.urls[0]!;
  const api = new Api(() => base, false);
  const atlas = await Atlas.load(api);
  report.title(`Empty instances, each of ${instances}`);
  for (const kind of KINDS) for (const place of atlas.open(kind)) await measureInstances(kind, place);
  report.title('Players who walk in one hub, each');
  await measurePlayers(new HubCrowd({ base, api, atlas, dice: new Dice(Number(values.seed)) }));
} finally {
  await target.stop();
}
process.exit(report.end(startedAt));

async function measureInstances(kind: PlaceKind, place: string): Promise<void> {
  await target.server.ask('open', { kind, place, count: FIRST });
  const before = await probe(target);
  await target.server.ask('open', { kind, place, count: instances });
  const after = await probe(target);
  row(`${kind} ${place}`, before, after, instances, INSTANCE_KB);
  await target.server.ask('close');
}

async function measurePlayers(crowd: HubCrowd): Promise<void> {
  await crowd.register(FIRST_PLAYERS + Math.max(...players));
  await crowd.growTo(FIRST_PLAYERS);
  await delay(ARRIVED_MS);
  crowd.stand();
  const before = await probe(target);
  for (const count of players) {
    await crowd.growTo(FIRST_PLAYERS + count);
    await delay(ARRIVED_MS);
    crowd.stand();
    row(`of ${count}`, before, await probe(target), count, PLAYER_KB);
  }
  crowd.leave();
}

async function probe({ server }: OwnTarget): Promise<ProbeReading> {
  await delay(SETTLED_MS);
  return (await server.ask('probe')) as ProbeReading;
}

function row(what: string, before: ProbeReading, after: ProbeReading, count: number, goalKb: number): void {
  const kb = (of: (reading: ProbeReading) => number) => (of(after) - of(before)) / count / 1000;
  const inUse = kb(({ heap, external }) => heap + external);
  const parts = [
    `heap ${kb(({ heap }) => heap).toFixed(1)}`,
    `outside ${kb(({ external }) => external).toFixed(1)}`,
  ];
  const text = `${inUse.toFixed(1)} KB (${parts.join(', ')}, resident ${kb(({ rss }) => rss).toFixed(1)}), goal ${goalKb}`;
  report.must(what, inUse <= goalKb, text);
}
