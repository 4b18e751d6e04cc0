import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export const HOSTILE_USAGE = `npm run loadtest:hostile -- [options]
  --frames N    malformed and random frames, over all kinds of rooms   (1000000)
  --readers N   clients that stop reading in a busy hub, after the frames; 0: none   (50)
  --seed N      the same one sends the same frames   (random)
  --url URL     of a server that runs; absent: one is started, and ended afterwards`;

export interface HostileOptions {
  frames: number;
  readers: number;
  seed: number;
  /** Null: a server is started. */
  url: URL | null;
}

/** @throws Error whose message is one line */
export function parseHostileOptions(args: readonly string[]): HostileOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      frames: { type: 'string', default: '1000000' },
      readers: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      url: { type: 'string' },
    },
  });
  return {
    frames: whole('frames', values.frames, 1e9),
    readers: whole('readers', values.readers, 400),
    seed: whole('seed', values.seed, 2 ** 31),
    url: values.url === undefined ? null : address(values.url),
  };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) {
    throw new Error(`--${name}: '${text}' is not a whole number from 0 to ${most}.`);
  }
  return value;
}

function address(text: string): URL {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`--url: '${text}' is not an address such as http://127.0.0.1:2567.`);
  }
  return url;
}
