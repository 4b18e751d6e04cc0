import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadContent } from '../src/content/load-content.ts';
import type { PlaceKind } from '../src/content/types.ts';
import { seatLimit } from '../src/placement/policy.ts';
import { type ArrivalOptions, parseRecording, synthesise } from './simulate-fill/arrivals.ts';
import { renderChart } from './simulate-fill/chart.ts';
import { seededRandom } from './simulate-fill/random.ts';
import { simulate } from './simulate-fill/simulation.ts';
import { findings, renderTable, summarise } from './simulate-fill/summary.ts';

const USAGE = `npm run simulate:fill -- [options]
  --pattern steady|burst|tide|FILE   arrivals; FILE: recorded, one {"atMs","place","partyId"?,"staysMs"?} a line
  --place ID                         a place of content/, or a kind: hub, zone, rift, arena   (zone)
  --players N                        who are there at once, on average; with tide: at its height   (1000)
  --parties SHARE                    of people who come in parties of two to five   (0.5)
  --hours N   --stay MINUTES         how long it runs (3; tide: 24), how long people stay (20)
  --processes N   --seed N           (3, random)
  --out FILE                         the chart (fill-PATTERN-SEED.svg)`;

const PATTERNS: readonly string[] = ['steady', 'burst', 'tide'] satisfies ArrivalOptions['pattern'][];

/** Fills the realm's real placement with arrivals in virtual time. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pattern: { type: 'string', default: 'steady' },
      place: { type: 'string', default: 'zone' },
      players: { type: 'string', default: '1000' },
      parties: { type: 'string', default: '0.5' },
      hours: { type: 'string' },
      stay: { type: 'string', default: '20' },
      processes: { type: 'string', default: '3' },
      seed: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { pattern, place } = values;
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : number('seed', values.seed, 0);
  const random = seededRandom(seed);
  const stayMin = number('stay', values.stay, 0.1);
  const content = loadContent('content');
  const places: Record<string, PlaceKind> = { hub: 'hub', zone: 'zone', rift: 'rift', arena: 'arena' };
  for (const { id, kind } of content.places.values()) places[id] = kind;

  const isSynthetic = PATTERNS.includes(pattern);
  const givenHours = number('hours', values.hours ?? (pattern === 'tide' ? '24' : '3'), 0.01);
  const arrivals = isSynthetic
    ? synthesise({
        pattern: pattern as ArrivalOptions['pattern'],
        place,
        players: number('players', values.players, 1),
        parties: number('parties', values.parties, 0, 1),
        hours: givenHours,
        stayMin,
        random,
      })
    : parseRecording(readFileSync(pattern, 'utf8'), stayMin);
  const unknown = arrivals.find((arrival) => !Object.hasOwn(places, arrival.place));
  if (unknown) throw new Error(`there is no place '${unknown.place}'`);
  const recordedHours = (arrivals.at(-1)?.atMs ?? 0) / 3_600_000 + stayMin / 60;

  const result = await simulate({
    arrivals,
    policy: content.placement,
    places,
    processes: number('processes', values.processes, 1),
    hours: isSynthetic || values.hours !== undefined ? givenHours : recordedHours,
    random,
  });
  const kind = content.placement.kinds[places[arrivals[0]?.place ?? place]!];
  const target = seatLimit(kind, 'target') / kind.cap;
  const name = isSynthetic ? pattern : 'recorded';
  const file = values.out ?? `fill-${name}-${seed}.svg`;
  writeFileSync(file, renderChart(result.samples, `Fill of ${place}: ${name}, seed ${seed}`, target));
  process.stdout.write(
    `${renderTable([['seed', String(seed)], ...summarise(result, target), ['chart', file]])}\n`,
  );
  const wrong = findings(result);
  if (wrong.length > 0) throw new Error(`This must never happen: ${wrong.join(', ')}.`);
}

function number(name: string, text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (text === '' || !(value >= min && value <= max))
    throw new Error(`--${name} must be a number from ${min}`);
  return value;
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  process.exitCode = 1;
});
