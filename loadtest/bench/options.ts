import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { UsageError, whole } from '../run/options.ts';

export const USAGE = `npm run bench -- [options]
  --clients N    in each contender's one room   (500)
  --seconds N    measured of each turn   (15)
  --rounds N     turns of each contender   (3)
  --seed N       (random)
  --json FILE    everything that was measured`;

export interface BenchOptions {
  clients: number;
  seconds: number;
  rounds: number;
  seed: number;
  json: string | null;
}

/** Those who measure latency are among them, and some have to be left. */
const LEAST_CLIENTS = 4;
/** The hub's cap. */
export const MOST_CLIENTS = 500;

/** @throws UsageError whose message is one line */
export function parseBenchOptions(args: string[]): BenchOptions {
  const { clients, json, rounds, seconds, seed } = read(args);
  return {
    clients: whole('clients', clients, LEAST_CLIENTS, MOST_CLIENTS),
    seconds: whole('seconds', seconds, 1, 3600),
    rounds: whole('rounds', rounds, 1, 100),
    seed: whole('seed', seed ?? String(randomInt(2 ** 31)), 0, 2 ** 32 - 1),
    json: json ?? null,
  };
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        clients: { type: 'string', default: '500' },
        seconds: { type: 'string', default: '15' },
        rounds: { type: 'string', default: '3' },
        seed: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0]!);
  }
}
