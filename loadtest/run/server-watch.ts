import type { ServerMeasurements } from '../results/measurements.ts';
import { Metrics } from '../server-metrics.ts';

export interface ServerMoment {
  tickP50: number | null;
  tickP99: number | null;
  /** Percent of a core. */
  cpu: number;
  /** MB. */
  memory: number;
}

/** A server that does not answer so often in a row is taken for dead. */
const SILENT_READINGS = 3;
const TICK = 'room_tick_seconds';
/** Begins anew with each reading. */
const LOOP_DELAY = 'nodejs_eventloop_lag_p99_seconds';
/** What it tells of a punctual event loop. */
const LOOP_RESOLUTION_MS = 10;

/** Reads the server's own measurements once a second. */
export class ServerWatch {
  private readonly urls: readonly URL[];
  private idle: Metrics | null = null;
  private begin: Metrics | null = null;
  private last: { metrics: Metrics; at: number } | null = null;
  private instanceSeconds = 0;
  private isMeasuring = false;
  private leastInUse = Number.POSITIVE_INFINITY;
  private loopDelayMs = 0;
  private failures = 0;

  constructor(urls: readonly URL[]) {
    this.urls = urls;
  }

  /** It did not answer several times in a row. */
  get isSilent(): boolean {
    return this.failures >= SILENT_READINGS;
  }

  /** Before the first bot comes. @returns why nothing can be read; null: it can */
  async start(): Promise<string | null> {
    try {
      this.idle = await Metrics.readAll(this.urls);
      this.last = { metrics: this.idle, at: performance.now() };
      return null;
    } catch (error) {
      return `The server does not show its measurements (${(error as Error).message}): see --url in the help.`;
    }
  }

  /** From here on it counts. */
  async measure(): Promise<void> {
    await this.read();
    this.begin = this.last?.metrics ?? null;
    this.instanceSeconds = 0;
    this.isMeasuring = true;
  }

  /** @returns what was since the last time; null: nothing is known */
  async read(): Promise<ServerMoment | null> {
    if (!this.idle) return this.knock();
    try {
      const metrics = await Metrics.readAll(this.urls);
      this.failures = 0;
      return this.compare(metrics);
    } catch {
      this.failures += 1;
      return null;
    }
  }

  /** @param busy a reading after garbage was collected with everybody inside; null: there is none */
  results(busy: Metrics | null): ServerMeasurements | null {
    const { idle, begin, last, instanceSeconds } = this;
    if (!idle || !begin || !last) return null;
    const inUse = { idle: inUseIn(idle), busy: busy ? inUseIn(busy) : this.leastInUse };
    return { idle, begin, end: last.metrics, instanceSeconds, inUse, loopDelayMs: this.loopDelayMs };
  }

  /** One that shows nothing may be dead all the same. */
  private async knock(): Promise<null> {
    try {
      await Promise.all(this.urls.map(({ origin }) => fetch(new URL('/health/live', origin))));
      this.failures = 0;
    } catch {
      this.failures += 1;
    }
    return null;
  }

  private compare(metrics: Metrics): ServerMoment {
    const { metrics: before, at: then } = this.last!;
    const now = performance.now();
    const seconds = (now - then) / 1000;
    this.last = { metrics, at: now };
    this.instanceSeconds += ((before.total('rooms') + metrics.total('rooms')) / 2) * seconds;
    if (this.isMeasuring) {
      this.leastInUse = Math.min(this.leastInUse, inUseIn(metrics));
      this.loopDelayMs = Math.max(this.loopDelayMs, metrics.value(LOOP_DELAY) * 1000 - LOOP_RESOLUTION_MS);
    }
    return {
      tickP50: metrics.quantileMs(before, TICK, 0.5),
      tickP99: metrics.quantileMs(before, TICK, 0.99),
      cpu: (metrics.since(before, 'process_cpu_seconds_total') / seconds) * 100,
      memory: metrics.value('process_resident_memory_bytes') / 1e6,
    };
  }
}

function inUseIn(metrics: Metrics): number {
  return metrics.value('nodejs_heap_size_used_bytes') + metrics.value('nodejs_external_memory_bytes');
}
