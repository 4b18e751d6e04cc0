import { NO_PAST } from '../../src/game/past.ts';
import { tick } from '../../src/game/tick.ts';
import { percentile, slopeOf } from '../simulate-fill/statistics.ts';
import type { Arrangement } from './arrangements.ts';
import type { Fighters } from './fighters.ts';

/** Of the rules alone: what players do is made up between the ticks. */
export interface Measured {
  players: number;
  /** Alive, asleep or not. */
  monsters: number;
  /** On average. */
  awake: number;
  hitsPerSec: number;
  ticks: number;
  /** Milliseconds of the processor for a tick, on average: what else runs on the machine does not count. */
  processor: number;
  /** Milliseconds by the clock. */
  p50: number;
  p99: number;
  /** Megabytes in use after a collection. */
  heapMb: number;
}

/** Of one arrangement, in one piece or in several with others in between. */
export class Measurement {
  private readonly arrangement: Arrangement;
  private readonly fighters: Fighters;
  private readonly tookMs: number[] = [];
  private usedUs = 0;
  private awake = 0;
  private hits = 0;

  constructor(arrangement: Arrangement, fighters: Fighters) {
    this.arrangement = arrangement;
    this.fighters = fighters;
  }

  run(ticks: number): void {
    const { arrangement, fighters } = this;
    const { world, stepsPerSec } = arrangement;
    const context = { dt: 1 / stepsPerSec, inputs: fighters, past: NO_PAST };
    for (let i = 0; i < ticks; i++) {
      fighters.act();
      const used = process.threadCpuUsage();
      const startedAt = performance.now();
      tick(world, context);
      this.tookMs.push(performance.now() - startedAt);
      const { user, system } = process.threadCpuUsage(used);
      this.usedUs += user + system;
      this.awake += world.awake.size;
      for (const { type } of world.events) if (type === 'hit') this.hits += 1;
    }
  }

  get result(): Measured {
    const { awake, hits, tookMs, usedUs } = this;
    const { world, stepsPerSec } = this.arrangement;
    const ticks = tookMs.length;
    return {
      players: world.players.size,
      monsters: world.monsters.size,
      awake: awake / ticks,
      hitsPerSec: (hits / ticks) * stepsPerSec,
      ticks,
      processor: usedUs / 1000 / ticks,
      p50: percentile(tookMs, 0.5),
      p99: percentile(tookMs, 0.99),
      heapMb: heapMb(),
    };
  }
}

export function measure(
  arrangement: Arrangement,
  fighters: Fighters,
  { warmUp, ticks }: { warmUp: number; ticks: number },
): Measured {
  const measurement = new Measurement(arrangement, fighters);
  advance(arrangement, fighters, warmUp);
  measurement.run(ticks);
  return measurement.result;
}

/** Lets time pass. */
export function advance({ world, stepsPerSec }: Arrangement, fighters: Fighters, ticks: number): void {
  const context = { dt: 1 / stepsPerSec, inputs: fighters, past: NO_PAST };
  for (let i = 0; i < ticks; i++) {
    fighters.act();
    tick(world, context);
  }
}

/** Needs `--expose-gc`. */
export function heapMb(): number {
  // Once for what is unreachable, once more for what only finalizers still held.
  globalThis.gc!();
  globalThis.gc!();
  return process.memoryUsage().heapUsed / 1e6;
}

/** The b of `y = a · x^b` that fits best: least squares of the logarithms. */
export function exponentOf(points: readonly (readonly [number, number])[]): number {
  return slopeOf(points.map(([x, y]) => [Math.log(x), Math.log(y)]));
}
