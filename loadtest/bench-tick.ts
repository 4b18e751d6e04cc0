import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadContent } from '../src/content/load-content.ts';
import type { Content } from '../src/content/types.ts';
import { Dice } from './economy/dice.ts';
import { Report } from './report.ts';
import { mean } from './simulate-fill/statistics.ts';
import { type Arrangement, crowdedZone, hub, plain, zone } from './tick/arrangements.ts';
import { Fighters } from './tick/fighters.ts';
import { advance, exponentOf, heapMb, type Measured, Measurement, measure } from './tick/measure.ts';

const USAGE = `npm run bench:tick -- [options]
  --ticks N        of each measurement   (3000)
  --long N         of the one that looks for growth   (100000)
  --only NAME      growth | zone | hub | sleep | scale
  --seed N         (random)
  --json FILE      writes the numbers there, too
The rules alone: no sockets, no mirror, no database.`;

const ZONE_P99_MS = 2;
const HUB_P99_MS = 3;
const SLEEP_SHARE = 0.001;
const EXPONENT = 1.2;
const HEAP_GROWTH = 0.05;
/** Some are always dead: of these about three hundred live. */
const SLOTS = 400;
const SCALES = [100, 200, 500, 1000];
const WARM_UP = 600;
/** Of each scale, before the next one's turn. */
const TURN_TICKS = 50;
/** In the long run somebody leaves and another one comes every so many ticks. */
const REPLACE_TICKS = 100;
/** … and the heap is looked at after so many of those. */
const HEAP_EVERY = 10;

type Row = Record<string, unknown>;

class Bench {
  readonly rows: Record<string, Row> = {};
  private readonly report: Report;
  private readonly content: Content;
  private readonly seed: number;
  private readonly ticks: number;

  constructor(report: Report, content: Content, seed: number, ticks: number) {
    this.report = report;
    this.content = content;
    this.seed = seed;
    this.ticks = ticks;
  }

  zone(): void {
    const measured = this.fight(crowdedZone(this.content, this.worldSeed, SLOTS), 100);
    this.print('zone', `100 players fight in a zone of ${measured.monsters} monsters`, measured);
    this.goal('p99', measured.p99 <= ZONE_P99_MS, `${ms(measured.p99)}, goal ${ZONE_P99_MS} ms`);
  }

  hub(): void {
    const measured = this.fight(hub(this.content, this.worldSeed), 500);
    this.print('hub', '500 players walk in a hub', measured);
    this.goal('p99', measured.p99 <= HUB_P99_MS, `${ms(measured.p99)}, goal ${HUB_P99_MS} ms`);
  }

  sleep(): void {
    const arrangement = zone(this.content, this.worldSeed);
    const visitors = this.fightersIn(arrangement, 20);
    advance(arrangement, visitors, WARM_UP);
    visitors.leaveAll();
    const measured = measure(arrangement, visitors, { warmUp: WARM_UP, ticks: this.ticks });
    const share = (measured.processor / 1000) * arrangement.stepsPerSec;
    this.print('sleep', 'A zone that its players have left', measured, { share });
    this.goal('share of a core', share < SLEEP_SHARE, `${percent(share)}, goal ${percent(SLEEP_SHARE)}`);
  }

  scale(): void {
    const measurements = SCALES.map((players) => {
      const arrangement = plain(this.content, this.worldSeed, players);
      const fighters = this.fightersIn(arrangement, players);
      advance(arrangement, fighters, WARM_UP);
      return new Measurement(arrangement, fighters);
    });
    // In turns: what else the machine does hits all alike.
    for (let done = 0; done < this.ticks; done += TURN_TICKS)
      for (const measurement of measurements) measurement.run(TURN_TICKS);
    const points = measurements.map(({ result }, i): [number, number] => {
      const players = SCALES[i]!;
      const title = `${players} players and ${3 * players} monsters, as much room for each`;
      this.print(`scale-${players}`, title, result);
      return [players, result.processor];
    });
    const exponent = exponentOf(points);
    this.rows.scale = { exponent };
    this.report.title('Cost by number of players at the same density');
    this.goal('exponent', exponent <= EXPONENT, `${exponent.toFixed(2)}, goal ${EXPONENT}`);
  }

  growth(ticks: number): void {
    const arrangement = crowdedZone(this.content, this.worldSeed, SLOTS);
    const fighters = this.fightersIn(arrangement, 50);
    const heaps: number[] = [];
    for (let done = 0; done < ticks; done += REPLACE_TICKS) {
      // By the first quarter every cache has what it will ever have.
      if (done >= ticks / 4 && done % (REPLACE_TICKS * HEAP_EVERY) === 0) heaps.push(heapMb());
      advance(arrangement, fighters, REPLACE_TICKS);
      fighters.replaceOne();
    }
    // A single look shows how many happen to live at the moment.
    const some = Math.max(1, Math.floor(heaps.length / 4));
    const [before, after] = [mean(heaps.slice(0, some)), mean(heaps.slice(-some))];
    const growth = after / before - 1;
    this.report.title(`${ticks} ticks of 50 players who come and go`);
    this.report.row(
      `heap, means of ${some} looks`,
      `${before.toFixed(2)} MB, ${after.toFixed(2)} MB at the end`,
    );
    this.goal('growth', growth <= HEAP_GROWTH, `${percent(growth)}, goal ${percent(HEAP_GROWTH)}`);
    this.rows.growth = { ticks, before, after, growth };
  }

  private fight(arrangement: Arrangement, players: number): Measured {
    return measure(arrangement, this.fightersIn(arrangement, players), {
      warmUp: WARM_UP,
      ticks: this.ticks,
    });
  }

  private fightersIn({ world, ground }: Arrangement, players: number): Fighters {
    const fighters = new Fighters(world, new Dice(this.seed), ground);
    fighters.enter(players);
    return fighters;
  }

  private print(name: string, title: string, measured: Measured, more: Row = {}): void {
    const { awake, heapMb: heap, hitsPerSec, monsters, p50, p99, players, processor } = measured;
    this.rows[name] = { ...measured, ...more };
    this.report.title(title);
    this.report.row('players, monsters, of them awake', `${players}, ${monsters}, ${awake.toFixed(0)}`);
    this.report.row('hits in a second', hitsPerSec.toFixed(0));
    this.report.row('a tick: p50, p99', `${ms(p50)}, ${ms(p99)}`);
    this.report.row('a tick: of the processor', ms(processor));
    this.report.row('heap', `${heap.toFixed(1)} MB`);
  }

  private goal(what: string, holds: boolean, value: string): void {
    this.report.must(what, holds, value);
  }

  private get worldSeed(): string {
    return this.seed.toString(16).padStart(32, '0');
  }
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)} %`;
}

function main(): number {
  const { values } = parseArgs({
    options: {
      ticks: { type: 'string', default: '3000' },
      long: { type: 'string', default: '100000' },
      only: { type: 'string' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      json: { type: 'string' },
    },
  });
  const [ticks, long, seed] = [values.ticks, values.long, values.seed].map(Number) as [
    number,
    number,
    number,
  ];
  if (![ticks, long, seed].every((number) => Number.isSafeInteger(number) && number > 0))
    throw new Error(USAGE);
  if (!globalThis.gc) throw new Error('Start it with node --expose-gc, as npm run bench:tick does.');
  const startedAt = performance.now();
  const report = new Report();
  const bench = new Bench(report, loadContent(join(import.meta.dirname, '../content')), seed, ticks);
  const parts: Record<string, () => void> = {
    // First: what is left of other worlds would count as this one's heap.
    growth: () => bench.growth(long),
    zone: () => bench.zone(),
    hub: () => bench.hub(),
    sleep: () => bench.sleep(),
    scale: () => bench.scale(),
  };
  const { only } = values;
  if (only !== undefined && !Object.hasOwn(parts, only)) throw new Error(USAGE);
  report.title('What a tick of the rules costs');
  report.machine(seed);
  for (const [name, part] of Object.entries(parts)) if (only === undefined || only === name) part();
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(bench.rows, null, 2)}\n`);
  return report.end(startedAt);
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
