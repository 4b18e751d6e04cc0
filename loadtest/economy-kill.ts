import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { ensureClient } from '../src/boot/client-build.ts';
import { openDatabase } from '../src/db/database.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { killRepeatedly } from './economy/kills.ts';
import { Report } from './report.ts';

const PROJECT = join(import.meta.dirname, '..');
const POOL_SIZE = 5;
const CONNECTIONS = 60;
const LONGEST_LIFE_MS = 2_000;
const SHOWN = 20;

/** The server is killed at random moments while everybody trades; what was acknowledged is there, and nothing is there twice. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    clients: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const [kills, clients, seed] = [values.kills, values.clients, values.seed].map(Number) as [
  number,
  number,
  number,
];
const startedAt = performance.now();
const report = new Report();
report.title(`kill -9 of the server, ${kills} times, while ${clients} clients trade`);
report.machine(seed);

await ensureClient(PROJECT);
const folder = await mkdtemp(join(tmpdir(), 'omega-realm-kill-'));
await chmod(folder, 0o755);
const embedded = await startEmbedded(folder, CONNECTIONS);
const database = await openDatabase({
  url: embedded.url,
  poolSize: POOL_SIZE,
  log: pino({ level: 'error' }),
});
try {
  await database.migrate();
  const { proof, begun, acknowledged, given, cutOff, doneUnheard, lost } = await killRepeatedly({
    database,
    clients,
    kills,
    seed,
    longestLifeMs: LONGEST_LIFE_MS,
    leastDone: 0,
    onKill: (kill) => process.stderr.write(`\r${kill} of ${kills}`),
  });
  process.stderr.write('\n');
  report.row('actions', `${begun}, acknowledged ${acknowledged}; answers to gifts of rooms ${given}`);
  report.must('cut off, and sent again', cutOff > 0, `${cutOff}, of which done before: ${doneUnheard}`);
  report.must('acknowledged, gone with a server', lost.length === 0, String(lost.length));
  for (const [what, found] of Object.entries(proof) as [string, string[]][]) {
    report.must(what, found.length === 0, String(found.length));
    for (const line of found.slice(0, SHOWN)) report.row('', line);
  }
  process.exitCode = report.end(startedAt);
} finally {
  await database.close();
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
  if (embedded.elsewhere) await rm(embedded.folder, { recursive: true, force: true });
}
