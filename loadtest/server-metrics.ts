/** One reading of a server's /metrics, which a development server shows to this very machine. */
export class Metrics {
  private readonly samples = new Map<string, number>();

  static async read(base: URL): Promise<Metrics> {
    const response = await fetch(new URL('/metrics', base));
    if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
    return new Metrics(await response.text());
  }

  private constructor(text: string) {
    for (const line of text.split('\n')) {
      const match = /^([^#\s].*) (\S+)$/.exec(line);
      if (match) this.samples.set(match[1]!, Number(match[2]));
    }
  }

  since(earlier: Metrics, sample: string): number {
    return (this.samples.get(sample) ?? 0) - (earlier.samples.get(sample) ?? 0);
  }

  /** Upper bounds of a histogram's quantiles between two readings, all its labels together, in ms; or 'none'. */
  quantiles(earlier: Metrics, histogram: string, shares: number[]): string {
    const bounds = shares.map((share) => this.quantileMs(earlier, histogram, share));
    return bounds.includes(null) ? 'none' : bounds.map((ms) => `≤ ${ms!.toFixed(1)} ms`).join(' / ');
  }

  /** As `quantiles`, of one share. Null: nothing was measured between the readings. */
  quantileMs(earlier: Metrics, histogram: string, share: number): number | null {
    const buckets = new Map<number, number>();
    for (const sample of this.samples.keys()) {
      const bound = sample.startsWith(`${histogram}_bucket{`) && /le="([^"]+)"/.exec(sample)?.[1];
      if (!bound) continue;
      const le = bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
      buckets.set(le, (buckets.get(le) ?? 0) + this.since(earlier, sample));
    }
    const sorted = [...buckets].sort(([a], [b]) => a - b);
    const total = sorted.at(-1)?.[1] ?? 0;
    if (total === 0) return null;
    return sorted.find(([, count]) => count >= total * share)![0] * 1000;
  }
}
