import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeCity } from './bench/city.ts';
import { CONTENDERS, startContenders, stopAll } from './bench/contenders.ts';
import { type BenchOptions, parseBenchOptions, USAGE } from './bench/options.ts';
import type { BenchResult } from './bench/result.ts';
import { Rounds } from './bench/rounds.ts';
import { goalsOf, ratiosOf } from './bench/summary.ts';
import { benchTable } from './bench/table.ts';
import type { Turn } from './bench/turn.ts';
import { machine } from './results/make-result.ts';
import { UsageError } from './run/options.ts';

/** This server beside plain Colyseus and bare `ws`, in turns within one run. */

/** Exit codes: a turn could not be run; it was asked for nonsense. */
const INCOMPLETE = 1;
const IMPOSSIBLE = 2;

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${(error as Error).message}\n${isUsage ? `\n${USAGE}\n` : ''}`);
  process.exitCode = isUsage ? IMPOSSIBLE : INCOMPLETE;
}

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const { json, ...options } = parseBenchOptions(process.argv.slice(2));
  const startedAt = new Date().toISOString();
  const turns = await compare(options);
  const result: BenchResult = {
    version: 1,
    ...options,
    startedAt,
    machine: machine(),
    contenders: CONTENDERS,
    turns,
    ratios: ratiosOf(turns),
    goals: goalsOf(turns),
  };
  process.stdout.write(benchTable(result));
  if (json !== null) {
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
  }
  const asked = options.rounds * Object.keys(CONTENDERS).length;
  return turns.length === asked && turns.every(({ cutShort }) => cutShort === null) ? 0 : INCOMPLETE;
}

async function compare(options: Omit<BenchOptions, 'json'>): Promise<Turn[]> {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interrupt.abort('Interrupted.'));
  const city = await makeCity(options);
  try {
    const contenders = await startContenders(city.dir, options.seconds);
    try {
      const rounds = new Rounds(options, contenders);
      await rounds.run(interrupt.signal);
      return rounds.turns;
    } finally {
      await stopAll(contenders);
    }
  } finally {
    await city.remove();
  }
}
