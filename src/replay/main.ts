import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { setupOf } from '../../rooms/rules.ts';
import { loadContent } from '../content/load-content.ts';
import type { PlaceKind } from '../content/types.ts';
import { createWorld, type World } from '../game/world.ts';
import { digestOfContent } from './digest.ts';
import type { RecordHeader } from './record.ts';
import { replay } from './replay.ts';

const USAGE = `npm run replay -- [options] FILE
  FILE             a record of an instance, made with RECORD_DIR
  --content DIR    the content that it ran with   (./content)
Lives through it again and compares. Exit code 0: everything came out as it was; 1: something did not; 2: it could not be tried.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { content: { type: 'string', default: join(import.meta.dirname, '../../content') } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(USAGE);
  const content = loadContent(values.content);

  function makeWorld({ place, kind, seed, content: digest, node }: RecordHeader): World {
    if (!content.maps.has(place)) throw new Error(`the content has no place ${JSON.stringify(place)}`);
    const setup = setupOf(content, place, kind as PlaceKind);
    if (digestOfContent(setup) !== digest) warn('the content is not what it was recorded with');
    if (node !== process.version)
      warn(`it was recorded with Node.js ${node}, and this is ${process.version}`);
    return createWorld(setup.map, { ...setup, seed });
  }

  const startedAt = performance.now();
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const { header, ticks, players, deaths, compared, difference } = await replay(lines, makeWorld);
  const seconds = (performance.now() - startedAt) / 1000;
  say(`${header.kind} ${header.place}, seed ${header.seed}`);
  say(`${ticks} ticks (${(ticks / header.stepsPerSec).toFixed(1)} s) in ${seconds.toFixed(2)} s`);
  say(`${players} players entered, ${deaths} deaths, compared ${compared} times`);
  if (difference) say(`Different in tick ${difference.tick}: ${difference.parts.join(', ')}`);
  else say('Everything came out as it was.');
  return difference ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function warn(line: string): void {
  process.stderr.write(`Warning: ${line}.\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
