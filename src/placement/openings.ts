import type { Clock } from './clock.ts';
import type { InstanceDirectory, KnownInstance } from './directory.ts';
import type { InstanceHost, ProcessReport } from './instance-host.ts';
import type { Ticket } from './ticket.ts';
import { timed } from './timed.ts';

/** A room opens in milliseconds; a host that takes this long is stuck. */
const OPEN_TIMEOUT_MS = 2_000;
/** So long the players of a new instance are on their way and in no report yet. */
const ARRIVING_MS = 5_000;

export interface OpeningsOptions {
  directory: InstanceDirectory;
  hosts: (processId: string) => InstanceHost;
  clock: Clock;
  newId: () => string;
}

interface Opening {
  instance: KnownInstance;
  ready: Promise<void>;
}

/** Instances that are being opened: seats in them are promised before they stand. */
export class Openings {
  readonly #options: OpeningsOptions;
  readonly #underWay = new Map<string, Opening>();
  #lately: { processId: string; players: number; at: number }[] = [];

  constructor(options: OpeningsOptions) {
    this.#options = options;
  }

  /** Instances of the place that no report names yet. */
  of(place: string): KnownInstance[] {
    const { directory, clock } = this.#options;
    return [...this.#underWay.values()]
      .map(({ instance }) => instance)
      .filter((instance) => instance.place === place && !directory.instance(instance.id, clock.now()));
  }

  /** @param players who are expected in it soon, for the process's load */
  start(ticket: Ticket, process: ProcessReport, players: number): KnownInstance {
    const { clock, newId } = this.#options;
    const { place, kind, owner, language } = ticket;
    const instance: KnownInstance = {
      id: newId(),
      place,
      kind,
      owner,
      openedAt: clock.now(),
      seats: 0,
      language,
      closing: false,
      process,
    };
    this.#lately.push({ processId: process.processId, players, at: clock.now() });
    const ready = this.#open(instance).finally(() => this.#underWay.delete(instance.id));
    // Whoever waits for it hears of a failure; it is no unhandled one when nobody does any more.
    ready.catch(() => undefined);
    this.#underWay.set(instance.id, { instance, ready });
    return instance;
  }

  /** Resolves when the instance stands; at once when it is not one of these. Errors: those of InstanceHost.open; unavailable. */
  ready(instanceId: string): Promise<void> {
    return this.#underWay.get(instanceId)?.ready ?? Promise.resolve();
  }

  /** Players for whom instances were opened on the process a moment ago. */
  arriving(processId: string): number {
    const since = this.#options.clock.now() - ARRIVING_MS;
    this.#lately = this.#lately.filter(({ at }) => at > since);
    return this.#lately.reduce(
      (sum, opened) => sum + (opened.processId === processId ? opened.players : 0),
      0,
    );
  }

  async #open({ id, place, owner, process }: KnownInstance): Promise<void> {
    const { directory, hosts, clock } = this.#options;
    const opening = hosts(process.processId).open({ instanceId: id, place, owner });
    const report = await timed(opening, OPEN_TIMEOUT_MS, clock);
    directory.opened(report, process.processId, clock.now());
  }
}
