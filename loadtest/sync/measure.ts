import type { Contender } from './contender.ts';
import type { Crowd } from './crowd.ts';

const WARM_UP = 100;
const PATCHES = 300;

export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
}

/** What one contender cost. */
export interface Measured {
  readonly name: string;
  /** Others that a client is shown, on the average. */
  readonly shown: number;
  /** Interest and telling of one patch. */
  readonly wallMs: Quantiles;
  /** CPU of all threads, on the average of a patch: garbage is paid for. */
  readonly lookMs: number;
  readonly tellMs: number;
  /** Of one client. */
  readonly bytesPerSec: Quantiles;
}

export function measure(
  crowd: Crowd,
  contenders: readonly Contender[],
  patchesPerSec: number,
): readonly Measured[] {
  const runs = contenders.map((contender) => ({ contender, millis: [] as number[], look: 0, tell: 0 }));
  for (let patch = -WARM_UP; patch < PATCHES; patch++) {
    crowd.walk();
    if (patch === 0) for (const { contender } of runs) contender.sent.fill(0);
    // In turns, so that neither always finds the caches warm.
    for (const run of patch % 2 === 0 ? runs : runs.toReversed()) {
      const startedAt = performance.now();
      const look = cpuMillisOf(() => run.contender.look());
      const tell = cpuMillisOf(() => run.contender.tell());
      if (patch < 0) continue;
      run.millis.push(performance.now() - startedAt);
      run.look += look;
      run.tell += tell;
    }
  }
  return runs.map(({ contender: { name, sent, shown }, look, millis, tell }) => ({
    name,
    shown: shown(),
    wallMs: quantilesOf(millis),
    lookMs: look / PATCHES,
    tellMs: tell / PATCHES,
    bytesPerSec: quantilesOf(sent.map((bytes) => (bytes / PATCHES) * patchesPerSec)),
  }));
}

function cpuMillisOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
