import { cpus, totalmem } from 'node:os';
import type { Outcome } from '../run/load-run.ts';
import type { LoadOptions } from '../run/options.ts';
import type { Crowd } from '../run/shares.ts';
import { PROGRAMMES } from '../scenarios/index.ts';
import { judge } from './assertions.ts';
import { figuresOf } from './figures.ts';
import type { Result } from './result.ts';

/** A tool that runs late measures itself. */
export const MOST_LAG_MS = 20;

export interface Circumstances {
  options: LoadOptions;
  crowd: Crowd;
  startedAt: Date;
  server: string;
  outcome: Outcome;
}

export function makeResult({ options, crowd, startedAt, server, outcome }: Circumstances): Result {
  const { measurements, moments, instances, cutShort, notes, workers } = outcome;
  const { tallies, lagMs, seconds } = measurements;
  const figures = figuresOf(options.scenario, measurements);
  return {
    version: 1,
    scenario: options.scenario,
    text: PROGRAMMES.get(options.scenario)!.text,
    clients: { light: crowd.light, full: crowd.full, workers },
    seconds: { asked: options.durationMs / 1000, measured: seconds },
    seed: options.seed,
    startedAt: startedAt.toISOString(),
    machine: machine(),
    server,
    cutShort,
    void:
      lagMs > MOST_LAG_MS
        ? `The tool itself was up to ${lagMs.toFixed(0)} ms late (${MOST_LAG_MS} are allowed): its figures say nothing of the server.`
        : null,
    notes,
    figures,
    verdicts: judge(options.assertions, figures),
    errors: tallies.family('error:'),
    refusals: tallies.family('refusal:'),
    instances: [...Map.groupBy(instances, ([place]) => place)].map(([place, all]) => [
      place,
      all.map(([, , bots]) => bots).sort((a, b) => b - a),
    ]),
    moments: withTimes(moments),
  };
}

/** Those before measuring began count down to it. */
function withTimes(moments: Result['moments']): Result['moments'] {
  const first = moments.findIndex(({ at }) => !Number.isNaN(at));
  const before = first < 0 ? moments.length : first;
  return moments.map((moment, i) => (i < before ? { ...moment, at: i - before } : moment));
}

/** What it ran on, in a line. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 1e9).toFixed(0)} GB, node ${process.version}`;
}
