import type { InstanceReport, ProcessReport } from './instance-host.ts';

/** A process that has not been heard of for so long is taken for dead. */
export const SILENCE_MS = 2_500;
/** The number of its last report is remembered this long after, so that an old one does not bring it back. */
const MEMORY_MS = 60_000;

export interface KnownInstance extends InstanceReport {
  process: ProcessReport;
}

interface Heard {
  report: ProcessReport;
  at: number;
  isGone: boolean;
  instances: Map<string, Listed>;
}

interface Listed extends KnownInstance {
  /** Opened so lately that a report may not know it yet; milliseconds since 1970. */
  newUntil: number;
}

/**
 * What the processes of the realm last said of themselves. It may lag behind: whether there is a seat is decided where
 * the seats are. `now` is always this process's own time.
 */
export class InstanceDirectory {
  readonly #processes = new Map<string, Heard>();
  readonly #byPlace = new Map<string, Map<string, Listed>>();
  readonly #byId = new Map<string, Listed>();

  /** Reports may come late, twice or in any order: the newest counts. */
  hear(report: ProcessReport, now: number): void {
    const before = this.#processes.get(report.processId);
    if (before && !isNewer(report, before.report)) return;
    const heard: Heard = { report, at: now, isGone: false, instances: before?.instances ?? new Map() };
    this.#processes.set(report.processId, heard);
    const listed = new Set(report.instances.map(({ id }) => id));
    for (const known of [...heard.instances.values()]) {
      if (listed.has(known.id)) continue;
      if (known.newUntil > now) known.process = report;
      else this.#remove(known);
    }
    for (const instance of report.instances) this.#put({ ...instance, process: report, newUntil: 0 });
    this.#forgetLongSilent(now);
  }

  /** It said goodbye, or is known to be dead. A newer report brings it back. */
  forget(processId: string): void {
    const heard = this.#processes.get(processId);
    if (!heard) return;
    heard.isGone = true;
    for (const instance of [...heard.instances.values()]) this.#remove(instance);
  }

  /** Processes that live. */
  processes(now: number): ProcessReport[] {
    return [...this.#processes.values()].filter((heard) => isLive(heard, now)).map(({ report }) => report);
  }

  /** Instances of a place, on processes that live. */
  instances(place: string, now: number): KnownInstance[] {
    return this.#onLive(this.#byPlace.get(place)?.values() ?? [], now);
  }

  /** Instances of all places, on processes that live. */
  all(now: number): KnownInstance[] {
    return this.#onLive(this.#byId.values(), now);
  }

  instance(instanceId: string, now: number): KnownInstance | null {
    const known = this.#byId.get(instanceId);
    return known && this.#onLive([known], now).length > 0 ? known : null;
  }

  /** The process that places for the whole realm: the oldest that lives and does not drain. Null: none. */
  leader(now: number, except: ReadonlySet<string> = new Set()): string | null {
    const able = this.processes(now).filter(({ processId, draining }) => !draining && !except.has(processId));
    return able.sort(byAge)[0]?.processId ?? null;
  }

  /** An instance that was just opened and of which no report tells yet. */
  opened(instance: InstanceReport, processId: string, now: number): void {
    const heard = this.#processes.get(processId);
    if (heard) this.#put({ ...instance, process: heard.report, newUntil: now + SILENCE_MS });
  }

  /** What the instance itself just said, which counts until its process's next report. */
  correct(instanceId: string, change: Partial<Pick<InstanceReport, 'seats' | 'closing'>>): void {
    const known = this.#byId.get(instanceId);
    if (known) Object.assign(known, change);
  }

  /** The instance is no more. */
  gone(instanceId: string): void {
    const known = this.#byId.get(instanceId);
    if (known) this.#remove(known);
  }

  #onLive(instances: Iterable<Listed>, now: number): KnownInstance[] {
    return [...instances].filter(({ process }) => isLive(this.#processes.get(process.processId), now));
  }

  #put(instance: Listed): void {
    this.#byId.set(instance.id, instance);
    this.#processes.get(instance.process.processId)!.instances.set(instance.id, instance);
    const ofPlace = this.#byPlace.get(instance.place) ?? new Map<string, Listed>();
    this.#byPlace.set(instance.place, ofPlace.set(instance.id, instance));
  }

  #remove(instance: Listed): void {
    this.#byId.delete(instance.id);
    this.#processes.get(instance.process.processId)?.instances.delete(instance.id);
    const ofPlace = this.#byPlace.get(instance.place);
    ofPlace?.delete(instance.id);
    if (ofPlace?.size === 0) this.#byPlace.delete(instance.place);
  }

  #forgetLongSilent(now: number): void {
    for (const [processId, { at, instances }] of this.#processes) {
      if (now - at <= MEMORY_MS) continue;
      for (const instance of [...instances.values()]) this.#remove(instance);
      this.#processes.delete(processId);
    }
  }
}

function isLive(heard: Heard | undefined, now: number): boolean {
  return heard !== undefined && !heard.isGone && now - heard.at <= SILENCE_MS;
}

function isNewer(report: ProcessReport, than: ProcessReport): boolean {
  if (report.startedAt !== than.startedAt) return report.startedAt > than.startedAt;
  return report.sequence > than.sequence;
}

function byAge(a: ProcessReport, b: ProcessReport): number {
  return a.startedAt - b.startedAt || (a.processId < b.processId ? -1 : 1);
}
