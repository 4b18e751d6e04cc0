import { GameError } from '../../errors.ts';

export interface GatheringOptions<In, Out> {
  /** Does one batch. @returns outcomes in the order given; a GameError is thrown to whoever brought that entry */
  run(batch: In[]): Promise<(Out | GameError)[]>;
  /** No batch has two entries with the same; the later ones go with the next batch. */
  keyOf(entry: In): string;
  /** How long the first of a batch waits for company. */
  waitMs: number;
  /** Entries of a batch. */
  most: number;
  /** Batches at work at the same time. */
  lanes: number;
  /** Entries that may wait; more are refused with `unavailable`. */
  room: number;
}

interface Waiting<In, Out> {
  entry: In;
  resolve(outcome: Out): void;
  reject(error: unknown): void;
}

const RETRY_AFTER_SEC = 1;

/** Lets those who come at the same time share one run, and gives each of them its own outcome. */
export class Gathering<In, Out> {
  private readonly options: GatheringOptions<In, Out>;
  private queue: Waiting<In, Out>[] = [];
  private running = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(options: GatheringOptions<In, Out>) {
    this.options = options;
  }

  add(entry: In): Promise<Out> {
    if (this.queue.length >= this.options.room) {
      return Promise.reject(new GameError('unavailable', { retryAfterSec: RETRY_AFTER_SEC }));
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ entry, resolve, reject });
      if (this.queue.length >= this.options.most) this.start();
      else this.timer ??= setTimeout(() => this.start(), this.options.waitMs);
    });
  }

  private start(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.running < this.options.lanes && this.queue.length > 0) void this.runNext();
  }

  private async runNext(): Promise<void> {
    const batch = this.take();
    this.running++;
    await this.finish(batch);
    this.running--;
    // Who came meanwhile has waited long enough.
    this.start();
  }

  private take(): Waiting<In, Out>[] {
    const batch = new Map<string, Waiting<In, Out>>();
    const later: Waiting<In, Out>[] = [];
    for (const waiting of this.queue) {
      const key = this.options.keyOf(waiting.entry);
      if (batch.size < this.options.most && !batch.has(key)) batch.set(key, waiting);
      else later.push(waiting);
    }
    this.queue = later;
    return [...batch.values()];
  }

  /** A batch that fails is done again in halves, until the one that it fails for stands alone. */
  private async finish(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const outcomes = await this.options.run(batch.map(({ entry }) => entry));
      for (const [n, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[n]!;
        if (outcome instanceof GameError) reject(outcome);
        else resolve(outcome);
      }
    } catch (error) {
      if (batch.length === 1 || isAway(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await this.finish(batch.slice(0, half));
      await this.finish(batch.slice(half));
    }
  }
}

/** Nobody's fault: halves would fare no better. */
function isAway(error: unknown): boolean {
  return error instanceof GameError && error.code === 'unavailable';
}
