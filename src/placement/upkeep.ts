import type { PlacementPolicy } from '../content/types.ts';
import type { Clock } from './clock.ts';
import type { InstanceDirectory } from './directory.ts';
import type { InstanceHost } from './instance-host.ts';
import { leastLoaded } from './least-loaded.ts';
import {
  type Consolidation,
  decideUpkeep,
  observe,
  type Since,
  type UpkeepAction,
} from './upkeep-decision.ts';

export interface UpkeepOptions {
  directory: InstanceDirectory;
  hosts: (processId: string) => InstanceHost;
  policy: PlacementPolicy;
  version: string;
  clock: Clock;
  newId: () => string;
  /** Begins to offer its players a move; told again later if the instance is still there and takes players. */
  consolidate: (instance: Consolidation) => void;
}

/** Who has not looked for so long was not the placer meanwhile: what it knew of then may have been otherwise in between. */
const FORGET_AFTER_MS = 5_000;
const NOTHING_KNOWN: Since = { empty: new Map(), low: new Map() };

/** Keeps the realm's instances in shape. Run about once a second, by the process that places alone. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #offeredAt = new Map<string, number>();
  #since = NOTHING_KNOWN;
  #lookedAt = 0;
  #isRunning = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Looks at the realm once and does what is due. Never rejects: what failed is due again the next time. */
  async run(): Promise<void> {
    // While a host is slow, what it was asked for would be asked again.
    if (this.#isRunning) return;
    this.#isRunning = true;
    await this.#look();
    this.#isRunning = false;
  }

  async #look(): Promise<void> {
    const { directory, policy, version, clock } = this.#options;
    const now = clock.now();
    const instances = directory.all(now).filter(({ process }) => process.version === version);
    for (const instanceId of this.#offeredAt.keys()) {
      if (!directory.instance(instanceId, now)) this.#offeredAt.delete(instanceId);
    }
    const before = now - this.#lookedAt > FORGET_AFTER_MS ? NOTHING_KNOWN : this.#since;
    this.#since = observe(instances, before, policy, now);
    this.#lookedAt = now;
    const actions = decideUpkeep(instances, this.#since, policy, now);
    await Promise.allSettled(actions.map((action) => this.#do(action, now)));
  }

  async #do(action: UpkeepAction, now: number): Promise<void> {
    if (action.type === 'open') return this.#open(action.place, now);
    if (action.type === 'closeEmpty') return this.#close(action.instanceId, action.processId);
    this.#consolidate(action, now);
  }

  async #open(place: string, now: number): Promise<void> {
    const { directory, hosts, version, newId } = this.#options;
    const able = directory
      .processes(now)
      .filter((process) => !process.draining && process.version === version);
    const process = leastLoaded(able, () => 0);
    if (!process) return;
    const { processId } = process;
    const report = await hosts(processId).open({ instanceId: newId(), place, owner: null });
    directory.opened(report, processId, now);
  }

  async #close(instanceId: string, processId: string): Promise<void> {
    const { directory, hosts } = this.#options;
    if (await hosts(processId).closeEmpty({ instanceId })) directory.gone(instanceId);
  }

  /** Who declined is asked again no sooner than the instance had to be below the share to be asked at all. */
  #consolidate({ type: _, ...instance }: UpkeepAction & { type: 'consolidate' }, now: number): void {
    const againAfterMs = this.#options.policy.kinds[instance.kind].consolidateAfterSec * 1000;
    const offeredAt = this.#offeredAt.get(instance.instanceId);
    if (offeredAt !== undefined && now - offeredAt < againAfterMs) return;
    this.#offeredAt.set(instance.instanceId, now);
    this.#options.consolidate(instance);
  }
}
