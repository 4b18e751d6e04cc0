import { cpus, loadavg, totalmem } from 'node:os';
import { percentile } from './simulate-fill/statistics.ts';

/** What is printed of a run, and whether everything that must hold did. */
export class Report {
  private failures = 0;

  title(text: string): void {
    process.stdout.write(`\n${text}\n`);
  }

  row(what: string, value: string): void {
    process.stdout.write(`${what.padEnd(34)} ${value}\n`);
  }

  /** Something that has to be so. */
  must(what: string, holds: boolean, value: string): void {
    if (!holds) this.failures += 1;
    this.row(what, `${value}${holds ? '' : '   ← MISSED'}`);
  }

  machine(seed: number): void {
    const [cpu] = cpus();
    const memoryGb = (totalmem() / 1e9).toFixed(0);
    this.row(
      'machine',
      `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memoryGb} GB, node ${process.version}`,
    );
    this.row('', `the load generator and all servers on it; load before ${loadavg()[0]!.toFixed(1)}`);
    this.row('seed', String(seed));
  }

  /** @returns the exit code */
  end(startedAt: number): number {
    this.row('load of the machine at the end', loadavg()[0]!.toFixed(1));
    this.title(
      `${this.failures === 0 ? 'Everything holds' : `${this.failures} missed`}, after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
    );
    return this.failures === 0 ? 0 : 1;
  }
}

/** p50, p95 and the greatest of durations. @param values milliseconds */
export function spread(values: readonly number[]): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return [0.5, 0.95, 1].map((share) => seconds(percentile(values, share))).join(' / ');
}

/** How often each occurs, the most frequent first. */
export function tally(values: readonly string[]): string {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({
    value,
    count: all.length,
  }));
  counts.sort((a, b) => b.count - a.count);
  return counts.map(({ value, count }) => `${count} × ${value}`).join(', ') || 'none';
}
