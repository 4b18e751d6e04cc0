import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Atlas } from './bots/atlas.ts';
import type { FullBot } from './bots/full-bot.ts';
import { Api } from './economy/api.ts';
import { backstageOf } from './hostile/backstage.ts';
import { lastingDifferences } from './hostile/equality.ts';
import { ErrorLog } from './hostile/error-log.ts';
import type { Front } from './hostile/front.ts';
import { HOSTILE_USAGE, type HostileOptions, parseHostileOptions } from './hostile/options.ts';
import { type Backstage, stopReading } from './hostile/readers.ts';
import { attackRows, defenceRows, readerRows, sentIn, tickRow } from './hostile/rows.ts';
import type { PlainState } from './hostile/shown-state.ts';
import { type Garrisons, Siege } from './hostile/siege.ts';
import type { TickCpu } from './hostile/tick-cpu.ts';
import { Report } from './report.ts';
import { givenTarget, type OwnTarget, ownTarget, type Target } from './run/target.ts';
import { Metrics } from './server-metrics.ts';

/** A million malformed and random frames at every kind of room, while honest players live in each. */
const GARRISONS: Garrisons = {
  hub: { groups: 1, honest: 3, intruders: 12 },
  zone: { groups: 1, honest: 3, intruders: 12 },
  rift: { groups: 4, honest: 2, intruders: 3 },
  arena: { groups: 1, honest: 3, intruders: 12 },
};
/** Intruders need many characters, and what nobody honest does at this rate. */
const ENVIRONMENT = { CHARACTERS_PER_ACCOUNT: '100', LOG_LEVEL: 'warn' };
const INSTRUMENTS = ['state-teller.ts', 'tick-cpu.ts', 'link-holder.ts'].map((file) =>
  join(import.meta.dirname, 'hostile', file),
);
const QUIET_MS = 10_000;
/** Who walk about in the hub where others stop reading. */
const WITNESSES = 10;
const PROGRESS_MS = 10_000;
const IMPOSSIBLE = 2;
// The SDK and the client's connection tell the console of every reconnection and refusal; here they are counted.
console.info = () => {};
console.warn = () => {};

try {
  process.exitCode = await main(parseHostileOptions(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${HOSTILE_USAGE}\n`);
  process.exitCode = IMPOSSIBLE;
}

async function main(options: HostileOptions): Promise<number> {
  const startedAt = performance.now();
  const errors = new ErrorLog();
  const own =
    options.url === null
      ? await ownTarget({ env: ENVIRONMENT, preload: INSTRUMENTS, onOutput: errors.hear })
      : null;
  const target: Target = own ?? (await givenTarget([options.url!]));
  const report = new Report();
  report.machine(options.seed);
  const crash = new AbortController();
  void target.ended.then(() => crash.abort());
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const over = AbortSignal.any([crash.signal, interrupt.signal]);
  try {
    await withstand(options, target, own, report, over);
    report.must(
      'frames all sent',
      !interrupt.signal.aborted,
      interrupt.signal.aborted ? 'interrupted' : 'yes',
    );
    report.title('The server');
    report.must('lives', !crash.signal.aborted, crash.signal.aborted ? 'no' : 'yes');
    if (own)
      report.must(
        'errors in its log',
        errors.texts.length === 0,
        [...new Set(errors.texts)].slice(0, 5).join(' | ') || 'none',
      );
    return report.end(startedAt);
  } finally {
    await target.stop();
  }
}

async function withstand(
  { frames, readers, seed }: HostileOptions,
  target: Target,
  own: OwnTarget | null,
  report: Report,
  over: AbortSignal,
): Promise<void> {
  const [base] = target.urls as [URL];
  const api = new Api(() => base, false);
  const atlas = await Atlas.load(api);
  const siege = new Siege({
    base,
    api,
    atlas,
    garrisons: GARRISONS,
    seed,
    shots: frames,
    over,
  });
  await siege.muster();
  const quiet = await Metrics.read(base);
  await delay(QUIET_MS);
  const begin = await Metrics.read(base);
  await askTickCpu(own);
  const progress = setInterval(() => tellProgress(siege, frames), PROGRESS_MS);
  await siege.assault();
  clearInterval(progress);
  const end = await Metrics.read(base);
  const cpu = await askTickCpu(own);
  await siege.rest();
  for (const front of siege.fronts) {
    attackRows(report, front);
    tickRow(report, {
      kind: front.kind,
      readings: [quiet, begin, end],
      cpuMs: cpu?.[front.kind] ?? null,
    });
    const different = own ? await compare(front, own) : null;
    defenceRows(report, front, siege.dropped(front).length, different);
  }
  await siege.leave();
  if (readers > 0 && own && !over.aborted) {
    readerRows(
      report,
      readers,
      await stopReading({ base, api, atlas, seed, backstage: backstageOf(own), ...shares(readers) }),
    );
  }
}

/** Of those who stop: whose link recovers, who is silent for good, and who answers pings all the same. */
function shares(readers: number) {
  const returning = Math.floor(readers / 3);
  const silent = Math.floor(readers / 3);
  return { witnesses: WITNESSES, returning, silent, pretending: readers - returning - silent };
}

/** Since it was asked last. */
async function askTickCpu(own: OwnTarget | null): Promise<TickCpu | null> {
  return own ? ((await own.server.ask('tickCpu')) as TickCpu) : null;
}

function tellProgress({ fronts }: Siege, frames: number): void {
  const sent = fronts.map((front) => `${front.kind} ${sentIn(front)}`).join(', ');
  const wrong = fronts.flatMap(({ attack, defence }) => [
    ...attack.family('wrong:'),
    ...defence.family('error:'),
  ]);
  process.stderr.write(`${sent} of ${frames} frames, ${wrong.length} kinds of trouble\n`);
}

async function compare({ honest }: Front, own: OwnTarget): Promise<string[]> {
  const found: string[] = [];
  for (const bot of honest) if (bot.room) found.push(...(await differencesOf(bot, backstageOf(own))));
  return found;
}

function differencesOf(bot: FullBot, backstage: Backstage): Promise<string[]> {
  const room = bot.room!;
  return lastingDifferences(
    () => backstage.shown(room),
    () => room.state.toJSON() as PlainState,
  );
}
