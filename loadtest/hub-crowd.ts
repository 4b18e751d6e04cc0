import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { endWithReason } from './explain.ts';
import { LightClient, type Seat } from './light-client.ts';
import { call, newPerson } from './person.ts';
import { Metrics } from './server-metrics.ts';
import { walk } from './walk.ts';

/**
 * A crowd in one hub: everybody walks, twenty inputs a second. Run it against a server whose limits let one address
 * register and log in so often (see the README).
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:2567' },
    clients: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    place: { type: 'string', default: 'haven' },
  },
});
const JOINS_AT_ONCE = 8;
const base = new URL(values.url);
const count = Number(values.clients);
const seconds = Number(values.seconds);
if (!Number.isInteger(count) || count < 1 || !(seconds >= 1)) {
  process.stderr.write('--clients takes a whole number from 1, --seconds a number from 1\n');
  process.exit(1);
}

async function enter(): Promise<LightClient> {
  const { accessToken, characterId } = await newPerson(base);
  const options = { characterId, place: values.place };
  return LightClient.join(
    base.host,
    await call<Seat>(base, 'POST', '/matchmake/joinOrCreate/hub', accessToken, options),
  );
}

/** Opens the crowd, a few at a time. */
async function enterAll(): Promise<LightClient[]> {
  const clients: LightClient[] = [];
  let started = 0;
  const worker = async () => {
    while (started++ < count) clients.push(await enter());
  };
  await Promise.all(Array.from({ length: JOINS_AT_ONCE }, worker));
  return clients;
}

const joinedAt = performance.now();
const clients = await enterAll().catch((error) => endWithReason(error, base));
const joinSeconds = (performance.now() - joinedAt) / 1000;
const walking = walk(clients, Math.random);
// The first seconds spread the crowd over the map; they do not count.
await new Promise((resolve) => setTimeout(resolve, 5_000));
const before = await Metrics.read(base);
const received = clients.map(({ received: { patches, bytes } }) => ({ patches, bytes }));
const lag = { worst: 0, at: performance.now() };
const lagProbe = setInterval(() => {
  lag.worst = Math.max(lag.worst, performance.now() - lag.at - 20);
  lag.at = performance.now();
}, 20);
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const after = await Metrics.read(base);
clearInterval(lagProbe);
clearInterval(walking);

const perClient = clients
  .map((client, i) => ({
    patchesPerSec: (client.received.patches - received[i]!.patches) / seconds,
    kbPerSec: (client.received.bytes - received[i]!.bytes) / seconds / 1000,
  }))
  .sort((a, b) => a.kbPerSec - b.kbPerSec);
const at = (share: number) =>
  perClient[Math.min(perClient.length - 1, Math.floor(perClient.length * share))]!;
const mean = perClient.reduce((sum, { patchesPerSec }) => sum + patchesPerSec, 0) / perClient.length;
const cpu = after.since(before, 'process_cpu_seconds_total');

const rows: [string, string][] = [
  ['machine', `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, generator on the same machine`],
  ['clients still connected', `${clients.filter(({ isOpen }) => isOpen).length} of ${count}`],
  ['registered and joined', `${(count / joinSeconds).toFixed(1)} a second`],
  ['patches a client', `${mean.toFixed(1)} a second`],
  ['KB/s a client, p50 / p95', `${at(0.5).kbPerSec.toFixed(2)} / ${at(0.95).kbPerSec.toFixed(2)}`],
  ['tick with patch, p50 / p99', after.quantiles(before, 'room_tick_seconds', [0.5, 0.99])],
  ['server CPU', `${((cpu / seconds) * 100).toFixed(0)} % of a core`],
  ['generator lag, worst', `${lag.worst.toFixed(0)} ms`],
];
for (const [what, value] of rows) process.stdout.write(`${what.padEnd(28)} ${value}\n`);
for (const client of clients) client.leave();
