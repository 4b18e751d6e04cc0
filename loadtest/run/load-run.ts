import { setTimeout as delay } from 'node:timers/promises';
import type { Measurements } from '../results/measurements.ts';
import type { Moment } from '../results/result.ts';
import { PROGRAMMES } from '../scenarios/index.ts';
import { Metrics } from '../server-metrics.ts';
import type { Sample } from '../workers/messages.ts';
import { Fleet } from './fleet.ts';
import type { LoadOptions } from './options.ts';
import { Progress } from './progress.ts';
import { ServerWatch } from './server-watch.ts';
import { sharesOf } from './shares.ts';
import type { Target } from './target.ts';
import { Timeline } from './timeline.ts';

/** What a run brought, however it ended. */
export interface Outcome {
  measurements: Measurements;
  moments: Moment[];
  /** Bots in each instance at the end: its place, its id and how many. */
  instances: Sample['instances'];
  /** Why it ended early; null: it did not. */
  cutShort: string | null;
  notes: string[];
  workers: number;
}

const MOMENT_MS = 1_000;
/** Arriving may take so long, and so much longer for each client. */
const ARRIVAL_MS = 60_000;
const ARRIVAL_PER_CLIENT_MS = 500;
/** The crowd spreads over the map; that does not count. */
const SETTLING_MS = 3_000;

/** One load test, from the first bot's arrival to the last one's farewell. */
export class LoadRun {
  private readonly options: LoadOptions;
  private readonly target: Target;
  private readonly watch: ServerWatch;
  private readonly progress = new Progress();
  private readonly timeline = new Timeline();
  private readonly notes: string[] = [];
  /** Aborted when it is over; the reason says why it ended early. */
  private readonly over = new AbortController();
  private measuredSince: number | null = null;

  constructor(options: LoadOptions, target: Target) {
    this.options = options;
    this.target = target;
    this.watch = new ServerWatch(target.urls);
  }

  /** Never rejects because of the server. @param interrupt aborted when somebody wants no more of it, for its reason */
  async run(interrupt: AbortSignal): Promise<Outcome> {
    const { options, target, timeline, watch } = this;
    await target.collectGarbage();
    const problem = await watch.start();
    if (problem) this.notes.push(problem);
    const shares = sharesOf(options, target);
    const fleet = new Fleet(shares, {
      onSample: (sample, worker) => timeline.add(sample, worker),
      onFailure: (message) => this.fail(explain(message)),
    });
    void target.ended.then(() => this.fail('The server ended by itself.'));
    interrupt.addEventListener('abort', () => this.fail(interrupt.reason));

    const beating = this.beat();
    await this.phases(fleet);
    const cutShort = this.over.signal.aborted ? String(this.over.signal.reason) : null;
    this.over.abort();
    await beating;
    const seconds = this.measuredSince === null ? 0 : (performance.now() - this.measuredSince) / 1000;
    const { inside: lastInside, instances } = timeline;
    fleet.rest();
    if (cutShort === null) await target.study?.();
    const busy = cutShort === null ? await this.busyMetrics() : null;
    await fleet.stop();
    this.progress.end();
    return {
      measurements: {
        tallies: timeline.tallies,
        seconds,
        clients: options.clients,
        meanInside: timeline.meanInside ?? 0,
        lastInside,
        lagMs: timeline.lagMs,
        server: watch.results(busy),
        instances: instances.map(([, , bots]) => bots),
      },
      moments: timeline.moments,
      instances,
      cutShort,
      notes: this.notes,
      workers: shares.length,
    };
  }

  private async phases(fleet: Fleet): Promise<void> {
    const { clients, durationMs, scenario } = this.options;
    const arrivalMs = ARRIVAL_MS + ARRIVAL_PER_CLIENT_MS * clients;
    const isLate = await Promise.race([fleet.ready.then(() => false), this.wait(arrivalMs).then(() => true)]);
    if (this.over.signal.aborted) return;
    if (isLate) this.notes.push(`Not everybody had arrived after ${Math.round(arrivalMs / 1000)} s.`);
    if (PROGRAMMES.get(scenario)!.begins === 'inside') await this.wait(SETTLING_MS);
    await this.watch.measure();
    if (this.over.signal.aborted) return;
    fleet.measure();
    this.measuredSince = performance.now();
    await this.wait(durationMs);
  }

  /** Once a second, until it is over. */
  private async beat(): Promise<void> {
    while (!this.over.signal.aborted) {
      await this.wait(MOMENT_MS);
      const server = await this.watch.read();
      if (this.watch.isSilent) this.fail('The server does not answer any more.');
      const { measuredSince } = this;
      const at = measuredSince === null ? Number.NaN : (performance.now() - measuredSince) / 1000;
      const phase = measuredSince === null ? 'arriving' : `${at.toFixed(0)} s`;
      this.progress.show(phase, this.timeline.note(at, server), this.options.clients);
    }
  }

  /** Ends it early. */
  private fail(reason: string): void {
    this.over.abort(reason);
  }

  /** Resolves after that time, or when it is over. */
  private async wait(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.over.signal }).catch(() => {});
  }

  /** With everybody inside, and without garbage where the server can be asked for that. */
  private async busyMetrics(): Promise<Metrics | null> {
    try {
      await this.target.collectGarbage();
      return await Metrics.readAll(this.target.urls);
    } catch {
      return null;
    }
  }
}

/** What to do about what ended a worker. */
function explain(message: string): string {
  return message.includes('rate_limited')
    ? 'The server limits how often one address may register, log in or ask: start it with higher limits, see the README.'
    : message;
}
