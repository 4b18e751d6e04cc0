/** Buckets in each doubling: one is 1.1 % wide. */
const PER_DOUBLING = 64;
/** Smaller values are told apart no more. */
const LEAST = 0.001;

/** A histogram as it travels between processes. */
export interface HistogramData {
  /** Pairs of a bucket and how many values are in it. */
  buckets: [number, number][];
  sum: number;
  min: number;
  max: number;
}

/**
 * Counts values from 0 on in buckets that widen with them (as HdrHistogram does), so that no value has to be kept: quantiles
 * are at most 1.1 % or a thousandth too high, and several histograms add up to that of all their values.
 */
export class Histogram {
  private readonly buckets = new Map<number, number>();
  private values = 0;
  private sum = 0;
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  get count(): number {
    return this.values;
  }

  /** Null: there are no values. So are `max` and `mean`. */
  get min(): number | null {
    return this.values === 0 ? null : this.least;
  }

  get max(): number | null {
    return this.values === 0 ? null : this.greatest;
  }

  get mean(): number | null {
    return this.values === 0 ? null : this.sum / this.values;
  }

  add(value: number): void {
    this.addTo(bucketOf(value), 1);
    this.sum += value;
    this.least = Math.min(this.least, value);
    this.greatest = Math.max(this.greatest, value);
  }

  /** @param share from 0 to 1 @returns a value that so many of them do not exceed; null: there are none */
  quantile(share: number): number | null {
    if (this.values === 0) return null;
    const rank = Math.max(1, Math.ceil(share * this.values));
    let passed = 0;
    for (const [bucket, count] of [...this.buckets].sort(([a], [b]) => a - b)) {
      passed += count;
      if (passed >= rank) return Math.min(this.greatest, Math.max(this.least, upperBoundOf(bucket)));
    }
    return this.greatest;
  }

  merge({ buckets, sum, min, max }: HistogramData): void {
    for (const [bucket, count] of buckets) this.addTo(bucket, count);
    this.sum += sum;
    this.least = Math.min(this.least, min);
    this.greatest = Math.max(this.greatest, max);
  }

  /** @returns null: there is nothing in it */
  data(): HistogramData | null {
    if (this.values === 0) return null;
    return { buckets: [...this.buckets], sum: this.sum, min: this.least, max: this.greatest };
  }

  private addTo(bucket: number, count: number): void {
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + count);
    this.values += count;
  }
}

function bucketOf(value: number): number {
  return value <= LEAST ? 0 : Math.ceil(Math.log2(value / LEAST) * PER_DOUBLING);
}

function upperBoundOf(bucket: number): number {
  return LEAST * 2 ** (bucket / PER_DOUBLING);
}
