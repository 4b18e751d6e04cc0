/** One reading of a realm's /metrics, of all of its processes together. */
export class Metrics {
  private readonly samples = new Map<string, number>();

  /**
   * A development server shows them to its own machine, any other one to its operator.
   * @param url the server's, with `operator` and the password in it where that is needed
   * @throws Error that says what it answered
   */
  static read(url: URL): Promise<Metrics> {
    return Metrics.readAll([url]);
  }

  /** As `read`, of several processes. */
  static async readAll(urls: readonly URL[]): Promise<Metrics> {
    return new Metrics(await Promise.all(urls.map(readText)));
  }

  /** @param texts in Prometheus' format */
  constructor(texts: readonly string[]) {
    for (const text of texts) {
      for (const line of text.split('\n')) {
        const match = /^([^#\s].*) (\S+)$/.exec(line);
        if (match) this.samples.set(match[1]!, (this.samples.get(match[1]!) ?? 0) + Number(match[2]));
      }
    }
  }

  /** 0: there is no such sample. @param sample its labels included */
  value(sample: string): number {
    return this.samples.get(sample) ?? 0;
  }

  /** A gauge, all its labels together. */
  total(name: string): number {
    let total = 0;
    for (const [sample, value] of this.samples) if (sample.startsWith(`${name}{`)) total += value;
    return total;
  }

  /** Samples by what the pattern's first group finds in their names. */
  byLabel(pattern: RegExp): Record<string, number> {
    const found: Record<string, number> = {};
    for (const [sample, value] of this.samples) {
      const label = pattern.exec(sample)?.[1];
      if (label !== undefined) found[label] = value;
    }
    return found;
  }

  /** @param part of a histogram, all its labels together; absent: it is no histogram */
  since(earlier: Metrics, sample: string, part?: 'count' | 'sum'): number {
    return part === undefined
      ? this.value(sample) - earlier.value(sample)
      : this.total(`${sample}_${part}`) - earlier.total(`${sample}_${part}`);
  }

  /** Upper bounds of a histogram's quantiles between two readings, all its labels together, in ms; or 'none'. */
  quantiles(earlier: Metrics, histogram: string, shares: number[]): string {
    const bounds = shares.map((share) => this.quantileMs(earlier, histogram, share));
    return bounds.includes(null) ? 'none' : bounds.map((ms) => `≤ ${ms!.toFixed(1)} ms`).join(' / ');
  }

  /**
   * As `quantiles`, of one share. Null: nothing was measured between the readings.
   * @param label of the samples that count, such as `room="hub"`; absent: all
   */
  quantileMs(earlier: Metrics, histogram: string, share: number, label = ''): number | null {
    const buckets = new Map<number, number>();
    for (const sample of this.samples.keys()) {
      const bound =
        sample.startsWith(`${histogram}_bucket{`) &&
        sample.includes(label) &&
        /le="([^"]+)"/.exec(sample)?.[1];
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

async function readText(url: URL): Promise<string> {
  const { username, password } = url;
  const basic = btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const response = await fetch(new URL('/metrics', url.origin), {
    ...(username && { headers: { authorization: `Basic ${basic}` } }),
  });
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  return response.text();
}
