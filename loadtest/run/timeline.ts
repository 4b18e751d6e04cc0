import { Tallies } from '../measure/tallies.ts';
import type { Moment } from '../results/result.ts';
import type { Sample } from '../workers/messages.ts';
import type { ServerMoment } from './server-watch.ts';

/** Puts together what the workers tell, second by second and in all. */
export class Timeline {
  readonly tallies = new Tallies();
  readonly moments: Moment[] = [];
  /** The worst delay of a worker's event loop, milliseconds. */
  lagMs = 0;
  private second = new Tallies();
  private readonly latest = new Map<number, Sample>();

  add(sample: Sample, worker: number): void {
    this.latest.set(worker, sample);
    this.tallies.merge(sample.tallies);
    this.second.merge(sample.tallies);
    this.lagMs = Math.max(this.lagMs, sample.lagMs);
  }

  /** A second is over. @param at seconds since measuring began; NaN: it has not */
  note(at: number, server: ServerMoment | null): Moment {
    const { second } = this;
    const latency = second.histogram('latency');
    const moment: Moment = {
      at,
      inside: this.inside,
      tickP50: finite(server?.tickP50),
      tickP99: finite(server?.tickP99),
      latencyP50: latency.quantile(0.5),
      latencyP95: latency.quantile(0.95),
      down: this.light === 0 ? null : second.total('bytes.down') / this.light / 1000,
      cpu: server?.cpu ?? null,
      memory: server?.memory ?? null,
      errors: second.family('error:').reduce((sum, [, count]) => sum + count, 0),
    };
    this.second = new Tallies();
    this.moments.push(moment);
    return moment;
  }

  /** Bots with a connection. */
  get inside(): number {
    return [...this.latest.values()].reduce((sum, { inside }) => sum + inside, 0);
  }

  /** As `inside`, on the average while it was measured; null: it was not. */
  get meanInside(): number | null {
    const measured = this.moments.filter(({ at }) => at >= 0);
    if (measured.length === 0) return null;
    return measured.reduce((sum, { inside }) => sum + inside, 0) / measured.length;
  }

  /** Bots of one instance may be in several workers. */
  get instances(): Sample['instances'] {
    const all = [...this.latest.values()].flatMap((sample) => sample.instances);
    return [...Map.groupBy(all, ([, instance]) => instance)].map(([instance, parts]) => [
      parts[0]![0],
      instance,
      parts.reduce((sum, [, , bots]) => sum + bots, 0),
    ]);
  }

  /** Bots with a connection that count what they get. */
  private get light(): number {
    return [...this.latest.values()].reduce((sum, { light }) => sum + light, 0);
  }
}

function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}
