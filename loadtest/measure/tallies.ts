import { Histogram, type HistogramData } from './histogram.ts';

/** What was counted and measured, as it travels between processes. */
export interface TallyData {
  counts: [string, number][];
  measured: [string, HistogramData][];
}

/** Counts and measurements by their names. */
export class Tallies {
  private readonly counts = new Map<string, number>();
  private readonly measured = new Map<string, Histogram>();

  count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }

  measure(name: string, value: number): void {
    this.histogram(name).add(value);
  }

  total(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** An empty one where nothing was measured. */
  histogram(name: string): Histogram {
    let histogram = this.measured.get(name);
    if (!histogram) {
      histogram = new Histogram();
      this.measured.set(name, histogram);
    }
    return histogram;
  }

  /** Counts whose names begin with it, without that beginning, the greatest first. */
  family(prefix: string): [string, number][] {
    return [...this.counts]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, count]): [string, number] => [name.slice(prefix.length), count])
      .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  }

  forget(histogram: string): void {
    this.measured.delete(histogram);
  }

  merge({ counts, measured }: TallyData): void {
    for (const [name, by] of counts) this.count(name, by);
    for (const [name, data] of measured) this.histogram(name).merge(data);
  }

  /** @returns what came since the last time, which is forgotten here */
  drain(): TallyData {
    const measured = [...this.measured].flatMap(([name, histogram]): [string, HistogramData][] => {
      const data = histogram.data();
      return data ? [[name, data]] : [];
    });
    const counts = [...this.counts];
    this.counts.clear();
    this.measured.clear();
    return { counts, measured };
  }
}
