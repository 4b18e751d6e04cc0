import type { PlaceKind, PlacementPolicy } from '../../src/content/types.ts';
import type { Decision } from '../../src/placement/decision.ts';
import { InstanceDirectory } from '../../src/placement/directory.ts';
import type { InstanceHost } from '../../src/placement/instance-host.ts';
import { Placer } from '../../src/placement/placer.ts';
import { Upkeep, type UpkeepOptions } from '../../src/placement/upkeep.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { VirtualHost } from './virtual-host.ts';

const REPORT_EVERY_MS = 500;
const UPKEEP_EVERY_MS = 1_000;

export interface VirtualRealmOptions {
  time: VirtualTime;
  policy: PlacementPolicy;
  /** Place → its kind. */
  places: Readonly<Record<string, PlaceKind>>;
  processes: number;
  /** One way, milliseconds. */
  latencyMs: () => number;
  /** Without it, nothing is opened ahead, closed or consolidated. */
  consolidate?: UpkeepOptions['consolidate'];
}

/** The real directory, placer and upkeep, on processes that are virtual. */
export class VirtualRealm {
  readonly directory = new InstanceDirectory();
  readonly hosts: VirtualHost[];
  readonly placer: Placer;
  readonly decisions: Decision[] = [];
  readonly #options: VirtualRealmOptions;
  readonly #repeating: (() => void)[] = [];
  #ids = 0;

  constructor(options: VirtualRealmOptions) {
    this.#options = options;
    const { time, policy, places, processes, latencyMs, consolidate } = options;
    this.hosts = Array.from({ length: processes }, (_, index) => {
      return new VirtualHost({ processId: `p${index + 1}`, policy, clock: time, kinds: places });
    });
    const hosts = (processId: string) => distant(this.host(processId), time, latencyMs);
    this.placer = new Placer({
      directory: this.directory,
      hosts,
      policy,
      version: 'v1',
      decisions: { record: (decision) => void this.decisions.push(decision) },
      clock: time,
      newId: () => this.newId(),
    });
    for (const host of this.hosts) this.#every(REPORT_EVERY_MS, () => this.#tell(host));
    for (const host of this.hosts) this.#tell(host);
    if (consolidate) {
      const { directory } = this;
      const upkeep = new Upkeep({
        directory,
        hosts,
        policy,
        version: 'v1',
        clock: time,
        consolidate,
        newId: () => this.newId(),
      });
      this.#every(UPKEEP_EVERY_MS, () => void upkeep.run());
    }
  }

  newId(): string {
    this.#ids += 1;
    return `id${this.#ids}`;
  }

  host(processId: string): VirtualHost {
    return this.hosts.find((host) => host.processId === processId)!;
  }

  /** Ends what repeats, so that time can run out. */
  stop(): void {
    for (const cancel of this.#repeating) cancel();
  }

  #tell(host: VirtualHost): void {
    this.directory.hear(host.report(), this.#options.time.now());
  }

  #every(ms: number, work: () => void): void {
    const { time } = this.#options;
    let isStopped = false;
    const again = () => {
      if (isStopped) return;
      work();
      time.schedule(again, ms);
    };
    time.schedule(again, ms);
    this.#repeating.push(() => {
      isStopped = true;
    });
  }
}

/** A host on the other side of a network. */
export function distant(host: InstanceHost, time: VirtualTime, latencyMs: () => number): InstanceHost {
  const there = async <T>(work: () => Promise<T>): Promise<T> => {
    await time.sleep(latencyMs());
    const answer = await work();
    await time.sleep(latencyMs());
    return answer;
  };
  return {
    open: (request) => there(() => host.open(request)),
    hold: (request) => there(() => host.hold(request)),
    release: (request) => there(() => host.release(request)),
    closeEmpty: (request) => there(() => host.closeEmpty(request)),
  };
}
