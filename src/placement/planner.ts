import type { PlacementPolicy } from '../content/types.ts';
import type { ErrorCode } from '../errors.ts';
import { type Option, openLimit, rank } from './choose.ts';
import type { Clock } from './clock.ts';
import type { Candidate } from './decision.ts';
import type { InstanceDirectory, KnownInstance } from './directory.ts';
import type { Distrust } from './distrust.ts';
import type { ProcessReport } from './instance-host.ts';
import { leastLoaded } from './least-loaded.ts';
import type { Openings } from './openings.ts';
import { PartyPlans } from './party-plans.ts';
import type { Ticket } from './ticket.ts';

/** As many as an operator would want to read. */
const CANDIDATES_KEPT = 20;

export interface Assignment {
  instance: KnownInstance;
  /** Seats up to which the ticket may fill it. */
  limit: number;
  opened: boolean;
  candidates: Candidate[];
}

export interface NoPlan {
  code: ErrorCode;
  /** Trying again in a moment may help. */
  mayPass: boolean;
  candidates: Candidate[];
}

export interface PlannerOptions {
  directory: InstanceDirectory;
  openings: Openings;
  distrust: Distrust;
  policy: PlacementPolicy;
  version: string;
  clock: Clock;
}

/** Decides where tickets go, one after the other, each with the seats in mind that were promised to those before it. */
export class Planner {
  readonly #options: PlannerOptions;
  readonly #parties = new PartyPlans();
  readonly #promised = new Map<string, number>();

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /** Promises the ticket's seats in the best instance; opens one when none will do. */
  plan(ticket: Ticket): Assignment | NoPlan {
    const { policy, version, openings } = this.#options;
    const ranked = rank(ticket, this.#optionsFor(ticket), { ...policy, version });
    const candidates = ranked.slice(0, CANDIDATES_KEPT).map(({ candidate }) => candidate);
    // Its party is there: rather wait until the process answers again, or is known to be dead, than tear it apart.
    const isPartyOutOfReach = ranked.some(
      ({ option, candidate }) =>
        candidate.excluded === 'silent' && (option.party > 0 || ticket.owner !== null),
    );
    if (isPartyOutOfReach) return { code: 'unavailable', mayPass: true, candidates };
    const best = ranked[0];
    if (best && best.candidate.excluded === null) {
      const { instance } = best.option;
      return this.#assign(ticket, { instance, limit: best.candidate.limit, opened: false, candidates });
    }
    // A second private instance would tear apart those to whom the first belongs.
    if (ticket.owner !== null && ranked.some(({ candidate }) => candidate.excluded === 'full')) {
      return { code: 'place_full', mayPass: false, candidates };
    }
    const process = this.#processFor(ticket);
    if (!('processId' in process)) return { ...process, candidates };
    const limit = openLimit(ticket, policy.kinds[ticket.kind]);
    const instance = openings.start(ticket, process, limit);
    return this.#assign(ticket, { instance, limit, opened: true, candidates });
  }

  /** The instance has counted the ticket's seats itself. */
  counted(ticket: Ticket, instanceId: string): void {
    const left = (this.#promised.get(instanceId) ?? 0) - ticket.members.length;
    if (left > 0) this.#promised.set(instanceId, left);
    else this.#promised.delete(instanceId);
  }

  /** The ticket did not get its seats there. */
  takeBack(ticket: Ticket, instanceId: string): void {
    this.counted(ticket, instanceId);
    this.#parties.takeBack(ticket, instanceId, this.#options.clock.now());
  }

  #assign(ticket: Ticket, assignment: Assignment): Assignment {
    const { id } = assignment.instance;
    this.#promised.set(id, (this.#promised.get(id) ?? 0) + ticket.members.length);
    this.#parties.send(ticket, id, this.#options.clock.now());
    return assignment;
  }

  #optionsFor(ticket: Ticket): Option[] {
    const { directory, openings, distrust, clock } = this.#options;
    const now = clock.now();
    const instances = [...directory.instances(ticket.place, now), ...openings.of(ticket.place)];
    return instances.map((instance) => ({
      instance,
      seats: instance.seats + (this.#promised.get(instance.id) ?? 0),
      expected: this.#parties.expected(ticket, instance.id, now),
      party: Math.max(
        ticket.near.party.filter((id) => id === instance.id).length,
        this.#parties.sent(ticket, instance.id, now),
      ),
      isSilent: distrust.has(instance.process.processId, now),
    }));
  }

  #processFor(ticket: Ticket): ProcessReport | Omit<NoPlan, 'candidates'> {
    const { directory, openings, distrust, version, clock } = this.#options;
    const now = clock.now();
    const live = directory.processes(now);
    const open = live.filter(({ draining }) => !draining);
    if (live.length > 0 && open.length === 0) return { code: 'shutting_down', mayPass: false };
    const suitable = open.filter(
      (process) =>
        process.version === version && (ticket.region === null || process.region === ticket.region),
    );
    const trusted = suitable.filter(({ processId }) => !distrust.has(processId, now));
    return (
      leastLoaded(trusted, (processId) => openings.arriving(processId)) ?? {
        code: 'unavailable',
        mayPass: ticket.region === null || suitable.length > 0,
      }
    );
  }
}
