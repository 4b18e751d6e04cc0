import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pageOf } from './results/html.ts';
import { makeResult } from './results/make-result.ts';
import type { Result } from './results/result.ts';
import { tableOf } from './results/table.ts';
import { ContentCopy } from './run/content-copy.ts';
import { LoadRun } from './run/load-run.ts';
import { type LoadOptions, parseOptions, USAGE, UsageError } from './run/options.ts';
import { crowdOf } from './run/shares.ts';
import { givenTarget, ownTarget, type Target } from './run/target.ts';
import { SCENARIOS } from './scenarios/index.ts';

/** Exit codes: the run was cut short, or a threshold was missed; nothing could be run. */
const MISSED = 1;
const IMPOSSIBLE = 2;

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${error instanceof UsageError ? `\n${USAGE}\n` : ''}`);
  process.exitCode = IMPOSSIBLE;
}

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const options = parseOptions(process.argv.slice(2));
  const result = await run(options);
  process.stdout.write(tableOf(result));
  await write(options.json, () => `${JSON.stringify(result, null, 2)}\n`);
  await write(options.html, () => pageOf(result));
  return exitCodeOf(result);
}

async function run(options: LoadOptions): Promise<Result> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort('Interrupted.'));
  const startedAt = new Date();
  const target = options.urls.length > 0 ? await givenTarget(options.urls) : await startTarget(options);
  try {
    const outcome = await new LoadRun(options, target).run(interrupt.signal);
    return makeResult({ options, crowd: crowdOf(options), startedAt, server: target.text, outcome });
  } finally {
    await target.stop();
  }
}

async function startTarget({ scenario }: LoadOptions): Promise<Target> {
  const { fills } = SCENARIOS.get(scenario)!;
  if (!fills) return ownTarget();
  const content = await ContentCopy.make();
  try {
    await content.fill(fills);
    const target = await ownTarget({ env: { CONTENT_DIR: content.dir } });
    return { ...target, stop: () => target.stop().finally(() => content.remove()) };
  } catch (error) {
    await content.remove();
    throw error;
  }
}

function exitCodeOf({ cutShort, verdicts, void: voidness }: Result): number {
  const isMissed = verdicts.length > 0 && (voidness !== null || verdicts.some(({ holds }) => !holds));
  return cutShort !== null || isMissed ? MISSED : 0;
}

async function write(path: string | null, content: () => string): Promise<void> {
  if (path === null) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content());
}
