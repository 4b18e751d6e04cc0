import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Assertion, parseAssertions } from '../results/assertions.ts';
import { SCENARIOS } from '../scenarios/index.ts';

export const USAGE = `npm run loadtest -- [options]
  --scenario S     ${[...SCENARIOS.keys()].join(' | ')}   (hub)
  --clients N      bots, the ones that decode everything included   (100)
  --duration T     of the measured part: 30s, 5m, 1h   (30s)
  --url URL        of a server that runs, as often as it has processes; absent: one is started, and ended afterwards
                   operator's password for /metrics: http://operator:PASSWORD@host
  --full P         share of the bots that decode and check everything, such as 5%   (5%)
  --workers N      processes that hold the light bots   (one for every 250, at most one for each core)
  --seed N         (random)
  --assert LIST    such as 'tick.p99<=20,latency.p95<=75': exit code 1 when one is missed, or the run is void
  --json FILE      the report, to be compared with npm run loadtest:compare A B
  --html FILE      the report with charts, as one page`;

/** What somebody asked for makes no sense. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface LoadOptions {
  scenario: string;
  clients: number;
  durationMs: number;
  /** Empty: a server is started. */
  urls: URL[];
  /** From 0 to 1. */
  fullShare: number;
  /** Of them, the pairs that measure latency; absent: as many as the sample has room for. */
  pairs?: number;
  workers: number;
  seed: number;
  assertions: Assertion[];
  json: string | null;
  html: string | null;
}

const BOTS_PER_WORKER = 250;
const UNITS_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const LEAST_MS = 1_000;
const MOST_MS = 24 * 3_600_000;
const MOST_CLIENTS = 100_000;
const MOST_WORKERS = 64;

/** @throws UsageError whose message is one line */
export function parseOptions(args: string[]): LoadOptions {
  const values = read(args);
  if (!SCENARIOS.has(values.scenario)) {
    throw new UsageError(
      `--scenario: there is no '${values.scenario}', but ${[...SCENARIOS.keys()].join(', ')}.`,
    );
  }
  const clients = whole('clients', values.clients, 1, MOST_CLIENTS);
  const workers = Math.min(availableParallelism(), Math.ceil(clients / BOTS_PER_WORKER));
  return {
    scenario: values.scenario,
    clients,
    durationMs: duration(values.duration),
    urls: values.url.map(url),
    fullShare: percentage(values.full),
    workers: whole('workers', values.workers ?? String(workers), 1, MOST_WORKERS),
    seed: whole('seed', values.seed ?? String(randomInt(2 ** 31)), 0, 2 ** 32 - 1),
    assertions: assertions(values.assert),
    json: values.json ?? null,
    html: values.html ?? null,
  };
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        scenario: { type: 'string', default: 'hub' },
        clients: { type: 'string', default: '100' },
        duration: { type: 'string', default: '30s' },
        url: { type: 'string', multiple: true, default: [] },
        full: { type: 'string', default: '5%' },
        workers: { type: 'string' },
        seed: { type: 'string' },
        assert: { type: 'string' },
        json: { type: 'string' },
        html: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0]!);
  }
}

/** @throws UsageError it is none */
export function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name}: '${text}' is not a whole number from ${least} to ${most}.`);
  }
  return value;
}

function duration(text: string): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const ms = Number(amount) * UNITS_MS[unit]!;
  if (!(ms >= LEAST_MS && ms <= MOST_MS)) {
    throw new UsageError(`--duration: '${text}' is not a time from 1s to 24h, such as 30s, 5m or 1h.`);
  }
  return ms;
}

function percentage(text: string): number {
  const share = Number(/^(\d+(?:\.\d+)?)%?$/.exec(text)?.[1]) / 100;
  if (!(share >= 0 && share <= 1)) {
    throw new UsageError(`--full: '${text}' is not a share from 0% to 100%.`);
  }
  return share;
}

function url(text: string): URL {
  const parsed = URL.parse(text);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new UsageError(`--url: '${text}' is not an address such as http://127.0.0.1:2567.`);
  }
  return parsed;
}

function assertions(text: string | undefined): Assertion[] {
  if (text === undefined) return [];
  try {
    return parseAssertions(text);
  } catch (error) {
    throw new UsageError(`--assert: ${(error as Error).message}`);
  }
}
