import type { Moment } from '../results/result.ts';

/** One line that is written anew each second; in a file, a line every ten seconds. */
export class Progress {
  private readonly isLive = process.stderr.isTTY === true;
  private told = 0;

  show(phase: string, moment: Moment, clients: number): void {
    if (!this.isLive && this.told++ % 10 !== 0) return;
    const { errors, inside, tickP99, latencyP95, down, cpu } = moment;
    const parts = [
      phase,
      `${inside} of ${clients} inside`,
      `tick p99 ${shown(tickP99)} ms`,
      `latency p95 ${shown(latencyP95)} ms`,
      `${shown(down)} KB/s each`,
      `CPU ${shown(cpu)} %`,
      `errors ${errors}`,
    ];
    const line = parts.join('  ');
    process.stderr.write(this.isLive ? `\r${line}\u001b[K` : `${line}\n`);
  }

  end(): void {
    if (this.isLive) process.stderr.write('\r\u001b[K');
  }
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(value < 10 ? 1 : 0);
}
