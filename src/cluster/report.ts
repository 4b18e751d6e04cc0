import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProcessLoad, ProcessReport } from '../placement/instance-host.ts';
import type { Bus } from './bus.ts';

const TOPIC = 'reports';
const EVERY_MS = 500;
/** Many instances may open at once; they are told together. */
const SOON_MS = 20;
const LAG_RESOLUTION_MS = 10;

export interface ReportSources extends Pick<ProcessReport, 'startedAt' | 'version' | 'region'> {
  draining(): boolean;
  /** The event loop's lag is added here. */
  load(): Omit<ProcessLoad, 'lagMs'>;
  instances(): ProcessReport['instances'];
  /** Every report, also our own. */
  onReport(report: ProcessReport): void;
}

/** Tells all processes twice a second what runs here, and hears what runs there. */
export class ProcessReporter {
  private readonly bus: Bus;
  private readonly sources: ReportSources;
  private readonly delay = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  private lagMs = 0;
  private sequence = 0;
  private periodic: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;

  constructor(bus: Bus, sources: ReportSources) {
    this.bus = bus;
    this.sources = sources;
    bus.subscribe(TOPIC, (report) => sources.onReport(report as ProcessReport));
  }

  /** Reports at once, and from then on. */
  start(): void {
    this.delay.enable();
    this.report();
    this.periodic = setInterval(() => {
      this.measureLag();
      this.report();
    }, EVERY_MS);
  }

  /** Something opened, closed or filled up that others should know before the next report. */
  reportSoon(): void {
    if (this.periodic === undefined) return;
    this.soon ??= setTimeout(() => this.report(), SOON_MS);
  }

  stop(): void {
    clearInterval(this.periodic);
    clearTimeout(this.soon);
    this.periodic = undefined;
    this.soon = undefined;
    this.delay.disable();
  }

  private report(): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    const { startedAt, version, region } = this.sources;
    this.bus.publish(TOPIC, {
      processId: this.bus.processId,
      sequence: ++this.sequence,
      startedAt,
      version,
      region,
      draining: this.sources.draining(),
      load: { ...this.sources.load(), lagMs: this.lagMs },
      instances: this.sources.instances(),
    } satisfies ProcessReport);
  }

  private measureLag(): void {
    // What the histogram holds are the intervals themselves.
    const p95Ms = this.delay.percentile(95) / 1e6 - LAG_RESOLUTION_MS;
    this.lagMs = Math.max(0, Math.round(p95Ms * 10) / 10);
    this.delay.reset();
  }
}
