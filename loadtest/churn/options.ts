import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { UsageError } from '../run/options.ts';

export const USAGE = `npm run loadtest:churn -- [options]
  --joins N     into the world, after the warm-up   (50000)
  --minutes N   over which they are spread evenly; a slower machine makes fewer joins in it   (60)
  --clients N   in the world at the same time, on average   (100)
  --seed N      (random)
  --json FILE   all that was measured`;

export interface ChurnOptions {
  joins: number;
  minutes: number;
  clients: number;
  seed: number;
  json: string | null;
}

const MOST = 2 ** 31;

/** @throws UsageError whose message is one line */
export function parseChurnOptions(args: string[]): ChurnOptions {
  const values = read(args);
  return {
    joins: positive('joins', values.joins),
    minutes: positive('minutes', values.minutes),
    clients: positive('clients', values.clients),
    seed: positive('seed', values.seed),
    json: values.json ?? null,
  };
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        joins: { type: 'string', default: '50000' },
        minutes: { type: 'string', default: '60' },
        clients: { type: 'string', default: '100' },
        seed: { type: 'string', default: String(randomInt(1, MOST)) },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0]!);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= MOST) || (name !== 'minutes' && !Number.isInteger(value))) {
    throw new UsageError(`--${name}: '${text}' is no number that makes sense.`);
  }
  return value;
}
