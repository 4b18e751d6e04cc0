import type { Histogram } from '../measure/histogram.ts';
import type { Measurements, ServerMeasurements } from './measurements.ts';
import type { FigureValue } from './result.ts';

/** A figure that can be asked for by its name. */
export interface Figure {
  name: string;
  text: string;
  unit: string;
  /** What is better. */
  better: 'less' | 'more' | 'neither';
  /** Null: it was not measured. */
  of(run: Measurements): number | null;
  /** By scenario; see the goals of the load tests. */
  goals?: Readonly<Record<string, number>>;
}

const TICK = 'room_tick_seconds';
const KB = 1_000;

export const FIGURES: readonly Figure[] = [
  tick('p50', 0.5, { hub: 10 }),
  tick('p99', 0.99, { hub: 20 }),
  tick('p999', 0.999),
  {
    name: 'tick.rate',
    text: 'ticks of an instance',
    unit: '/s',
    better: 'more',
    of: server(({ end, begin, instanceSeconds }) => end.since(begin, TICK, 'count') / instanceSeconds),
  },
  {
    name: 'loop.p99',
    text: "server's event loop, p99 of worst second",
    unit: 'ms late',
    better: 'less',
    of: server(({ loopDelayMs }) => loopDelayMs),
  },
  spread('latency', 'input to another screen', 'p50', 0.5),
  spread('latency', 'input to another screen', 'p95', 0.95, { hub: 75, zones: 100 }),
  spread('latency', 'input to another screen', 'p99', 0.99, { hub: 110 }),
  spread('join', 'join', 'p50', 0.5),
  spread('join', 'join', 'p95', 0.95),
  spread('join', 'join', 'p99', 0.99),
  player('down.p50', 'down, per player', 'KB/s', 'less', 'player.down', 0.5, KB),
  player('down.p95', 'down, per player', 'KB/s', 'less', 'player.down', 0.95, KB, { hub: 4 }),
  player('up.p50', 'up, per player', 'KB/s', 'neither', 'player.up', 0.5, KB),
  player('patches.p50', 'patches down, per player', '/s', 'neither', 'player.patches', 0.5, 1),
  player('shown.p50', 'characters in view', '', 'neither', 'shown', 0.5, 1),
  player('frames.p50', 'frames up, per player', '/s', 'neither', 'player.frames', 0.5, 1),
  {
    name: 'cpu.core',
    text: "server's CPU",
    unit: '% of a core',
    better: 'less',
    of: (run) => server((metrics) => (cpuSeconds(metrics) / run.seconds) * 100)(run),
    goals: { zones: 90 },
  },
  {
    name: 'cpu.player',
    text: "server's CPU, per player",
    unit: 'ms/s',
    better: 'less',
    of: (run) => perPlayer(run, (metrics) => (cpuSeconds(metrics) * 1000) / run.seconds),
  },
  {
    name: 'memory.player',
    text: 'memory in use, per player',
    unit: 'KB',
    better: 'less',
    of: (run) => perPlayer(run, ({ inUse }) => (inUse.busy - inUse.idle) / KB),
    goals: { hub: 60, zones: 60, market: 60, burst: 60 },
  },
  {
    name: 'memory.resident',
    text: "server's memory, garbage included",
    unit: 'MB',
    better: 'less',
    of: server(({ end }) => end.value('process_resident_memory_bytes') / 1e6),
  },
  spread('api', 'answer of the API', 'p50', 0.5),
  spread('api', 'answer of the API', 'p95', 0.95),
  spread('api', 'answer of the API', 'p99', 0.99),
  {
    name: 'inside',
    text: 'bots inside at the end',
    unit: '%',
    better: 'more',
    of: ({ lastInside, clients }) => (lastInside / clients) * 100,
  },
  {
    name: 'instances',
    text: 'instances with bots',
    unit: '',
    better: 'neither',
    of: ({ instances }) => instances.length,
  },
  {
    name: 'seats',
    text: 'seats taken of the seats there are',
    unit: '%',
    better: 'neither',
    of: server(({ end }) => (end.total('instance_seats') / end.total('instance_seats_cap')) * 100),
  },
  {
    name: 'errors',
    text: 'errors',
    unit: '',
    better: 'less',
    of: ({ tallies }) => tallies.family('error:').reduce((sum, [, count]) => sum + count, 0),
  },
  {
    name: 'lag',
    text: "the tool's own lag, worst",
    unit: 'ms',
    better: 'less',
    of: ({ lagMs }) => lagMs,
  },
];

export function figuresOf(scenario: string, run: Measurements): FigureValue[] {
  return FIGURES.map(({ name, text, unit, better, of, goals }) => {
    const measured = of(run);
    const value = measured !== null && Number.isFinite(measured) ? measured : null;
    const goal = goals?.[scenario] ?? null;
    const isReached = (limit: number) => (better === 'more' ? value! >= limit : value! <= limit);
    return { name, text, unit, value, goal, holds: goal === null || value === null ? null : isReached(goal) };
  });
}

function tick(name: string, share: number, goals?: Figure['goals']): Figure {
  return {
    name: `tick.${name}`,
    text: `tick with everything in it, ${quantileName(name)}`,
    unit: 'ms',
    better: 'less',
    of: server(({ begin, end }) => end.quantileMs(begin, TICK, share) ?? Number.NaN),
    ...(goals && { goals }),
  };
}

function spread(
  measured: string,
  text: string,
  name: string,
  share: number,
  goals?: Figure['goals'],
): Figure {
  return {
    name: `${measured}.${name}`,
    text: `${text}, ${name}`,
    unit: 'ms',
    better: 'less',
    of: ({ tallies }) => tallies.histogram(measured).quantile(share),
    ...(goals && { goals }),
  };
}

function player(
  name: string,
  text: string,
  unit: string,
  better: Figure['better'],
  measured: string,
  share: number,
  divisor: number,
  goals?: Figure['goals'],
): Figure {
  const of = ({ tallies }: Measurements) => scaled(tallies.histogram(measured), share, divisor);
  return { name, text: `${text}, ${name.split('.')[1]}`, unit, better, of, ...(goals && { goals }) };
}

function scaled(histogram: Histogram, share: number, divisor: number): number | null {
  const value = histogram.quantile(share);
  return value === null ? null : value / divisor;
}

function server(of: (metrics: ServerMeasurements) => number): Figure['of'] {
  return (run) => run.server && of(run.server);
}

function perPlayer(run: Measurements, of: (metrics: ServerMeasurements) => number): number | null {
  return run.server && run.meanInside > 0 ? of(run.server) / run.meanInside : null;
}

function cpuSeconds({ begin, end }: ServerMeasurements): number {
  return end.since(begin, 'process_cpu_seconds_total');
}

function quantileName(name: string): string {
  return name === 'p999' ? 'p99.9' : name;
}
