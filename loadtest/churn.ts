import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadContent } from '../src/content/load-content.ts';
import { Crowd } from './churn/crowd.ts';
import { type ChurnOptions, parseChurnOptions, USAGE } from './churn/options.ts';
import { PROBE, type Reading, read } from './churn/reading.ts';
import { type Course, judge, leftovers, mb, slopes } from './churn/verdict.ts';
import { Report } from './report.ts';
import { UsageError } from './run/options.ts';
import { type OwnTarget, ownTarget } from './run/target.ts';

/** People come and go for long; a server that forgets nothing of them shows it in its memory, its timers and its tables. */
const WARM_UP_JOINS = 1_000;
const WARM_UP_JOINS_PER_SEC = 25;
const READINGS = 60;
const LOOKS_EVERY_MS = 5_000;
const SETTLING_MS = 30_000;
const IMPOSSIBLE = 2;

type Look = () => Promise<Reading>;

const { kinds, closeEmptyAfterSec } = loadContent(join(import.meta.dirname, '../content')).placement;
const longestHoldMs =
  Math.max(...Object.values(kinds).map(({ reconnectHoldSec }) => reconnectHoldSec)) * 1000;

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${error instanceof UsageError ? `\n${USAGE}\n` : ''}`);
  process.exitCode = IMPOSSIBLE;
}

async function main(): Promise<number> {
  const options = parseChurnOptions(process.argv.slice(2));
  const startedAt = performance.now();
  const report = new Report();
  report.title(`${options.joins} joins in ${options.minutes} min, about ${options.clients} people at a time`);
  report.machine(options.seed);
  const target = await ownTarget({ preload: [PROBE] });
  try {
    const { clients, seed } = options;
    const crowd = await Crowd.gather({ base: target.urls[0]!, kinds, seed, clients });
    const course = await run(options, target, crowd);
    report.row('joins, reconnects', `${crowd.tallies.total('joins')}, ${crowd.tallies.total('reconnects')}`);
    report.row('endings', listed(crowd.tallies.family('ending:')));
    report.row('errors', listed(crowd.tallies.family('error:')) || 'none');
    judge(report, course);
    if (options.json !== null) {
      const content = { options, slopes: slopes(course), ...course };
      await writeFile(options.json, `${JSON.stringify(content, null, 2)}\n`);
    }
  } finally {
    await target.stop();
  }
  return report.end(startedAt);
}

async function run({ joins, minutes }: ChurnOptions, target: OwnTarget, crowd: Crowd): Promise<Course> {
  const ms = minutes * 60_000;
  const interruption = new AbortController();
  const interrupt = interruption.signal;
  process.once('SIGINT', () => interruption.abort());
  const warmUpMs = (WARM_UP_JOINS / WARM_UP_JOINS_PER_SEC) * 1000;
  await crowd.go({ joins: WARM_UP_JOINS, ms: warmUpMs, isBrief: true, interrupt });
  const look = () => read(target, crowd.tallies.total('joins'));
  const baseline = await settled(look, (reading) =>
    Object.values(reading.held).every((count) => count === 0),
  );
  tell('baseline', baseline);

  const over = new AbortController();
  const reading = readNowAndThen(look, ms, over.signal);
  await crowd.go({ joins, ms, isBrief: false, interrupt });
  over.abort();
  const readings = await reading;
  const end = await settled(look, (now) => leftovers(baseline, now).length === 0);
  tell('end', end);
  return { baseline, end, readings };
}

/** Without those of the time in which more and more seats are held. */
async function readNowAndThen(look: Look, ms: number, over: AbortSignal): Promise<Reading[]> {
  const readings: Reading[] = [];
  const rampMs = Math.min(longestHoldMs, ms / 4);
  const startedAt = performance.now();
  while (!over.aborted) {
    await delay(ms / READINGS, undefined, { signal: over }).catch(() => {});
    if (over.aborted) break;
    const reading = await look();
    tell('running', reading);
    if (performance.now() - startedAt >= rampMs) readings.push(reading);
  }
  return readings;
}

/** Waits until it is so; as it is then, or when every seat and every empty instance should long be gone. */
async function settled(look: Look, isSo: (reading: Reading) => boolean): Promise<Reading> {
  const deadline = performance.now() + longestHoldMs + closeEmptyAfterSec * 1000 + SETTLING_MS;
  for (;;) {
    const reading = await look();
    if (isSo(reading) || performance.now() > deadline) return reading;
    await delay(LOOKS_EVERY_MS);
  }
}

function tell(when: string, { joins, heap, external, rss, held }: Reading): void {
  const rest = Object.entries(held).map(([what, count]) => `${what} ${count}`);
  process.stderr.write(
    `${when}: ${joins} joins, ${mb(heap)} + ${mb(external)}, resident ${mb(rss)}, ${rest.join(', ')}\n`,
  );
}

function listed(counts: [string, number][]): string {
  return counts.map(([what, count]) => `${count} ${what}`).join(', ');
}
