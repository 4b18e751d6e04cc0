import type { PlacementPolicy } from '../content/types.ts';
import { type ErrorCode, GameError } from '../errors.ts';
import { Answers } from './answers.ts';
import { seatsWanted } from './choose.ts';
import type { Clock } from './clock.ts';
import type { Candidate, Decision, DecisionLog } from './decision.ts';
import type { InstanceDirectory, KnownInstance } from './directory.ts';
import { Distrust } from './distrust.ts';
import { type Errand, type ErrandOutcome, Errands } from './errands.ts';
import type { InstanceHost } from './instance-host.ts';
import { Openings } from './openings.ts';
import { Planner } from './planner.ts';
import type { Placed, Ticket } from './ticket.ts';

/** A ticket that has no seats after this long is refused. */
export const PLACE_DEADLINE_MS = 8_000;
/** Instances that answered differently than expected, before a ticket is refused. */
const MAX_RETRIES = 20;
/** When there is nowhere to go at all, for example while a process is replaced. */
const PAUSE_MS = 100;

export interface PlacerOptions {
  directory: InstanceDirectory;
  hosts: (processId: string) => InstanceHost;
  policy: PlacementPolicy;
  /** Build whose instances are chosen. */
  version: string;
  decisions: Pick<DecisionLog, 'record'>;
  clock: Clock;
  /** Unique in the realm: instances, seats and decisions. */
  newId: () => string;
}

interface Waiting {
  ticket: Ticket;
  /** Grows with each ticket: the oldest goes first, however often it had to be tried. */
  order: number;
  since: number;
  retries: number;
  /** It is held by itself: with others something went wrong that may be its fault. */
  isAlone: boolean;
  candidates: Candidate[];
  resolve: (placed: Placed) => void;
  reject: (error: GameError) => void;
}

/** Turns tickets into seats: gathers those of a moment, plans them oldest first, and asks each instance once. */
export class Placer {
  readonly #options: PlacerOptions;
  readonly #planner: Planner;
  readonly #errands: Errands<Waiting>;
  readonly #answers = new Answers();
  #queue: Waiting[] = [];
  #order = 0;
  #wake: { at: number; cancel: () => void } | null = null;

  constructor(options: PlacerOptions) {
    this.#options = options;
    const distrust = new Distrust();
    const openings = new Openings(options);
    this.#planner = new Planner({ ...options, openings, distrust });
    this.#errands = new Errands({ ...options, openings, distrust });
  }

  /**
   * All seats of the ticket in one instance, or none. The same ticket again is answered as before.
   * Errors: place_full, place_not_found, party_too_large, rift_private, shutting_down, unavailable.
   */
  place(ticket: Ticket): Promise<Placed> {
    const now = this.#options.clock.now();
    const known = this.#answers.get(ticket.id);
    if (known) return known;
    const answer = this.#enqueue(ticket, now);
    this.#answers.keep(ticket.id, answer, now);
    return answer;
  }

  #enqueue(ticket: Ticket, since: number): Promise<Placed> {
    const { promise, resolve, reject } = Promise.withResolvers<Placed>();
    const waiting: Waiting = {
      ticket,
      order: this.#order++,
      since,
      retries: 0,
      isAlone: false,
      candidates: [],
      resolve,
      reject,
    };
    if (seatsWanted(ticket) > this.#options.policy.kinds[ticket.kind].cap) {
      this.#refuse(waiting, 'party_too_large');
    } else {
      this.#queue.push(waiting);
      this.#wakeIn(this.#options.policy.batchMs);
    }
    return promise;
  }

  #wakeIn(ms: number): void {
    const { clock } = this.#options;
    const at = clock.now() + ms;
    if (this.#wake && this.#wake.at <= at) return;
    this.#wake?.cancel();
    this.#wake = { at, cancel: clock.schedule(() => this.#runBatch(), ms) };
  }

  #runBatch(): void {
    this.#wake = null;
    const batch = this.#queue.sort((a, b) => a.order - b.order);
    this.#queue = [];
    const errands = new Map<string, Errand<Waiting>>();
    for (const waiting of batch) {
      try {
        this.#plan(waiting, errands);
      } catch (error) {
        // Such as a ticket of another build that has another form: the others of the batch are not to suffer.
        waiting.reject(new GameError('internal', { cause: error }));
      }
    }
    for (const errand of errands.values()) void this.#run(errand);
  }

  #plan(waiting: Waiting, errands: Map<string, Errand<Waiting>>): void {
    const { ticket } = waiting;
    const plan = this.#planner.plan(ticket);
    waiting.candidates = plan.candidates;
    if (!('instance' in plan)) {
      if (plan.mayPass) this.#requeue(waiting, plan.code, PAUSE_MS);
      else this.#refuse(waiting, plan.code);
      return;
    }
    const { instance, limit, opened } = plan;
    const key = waiting.isAlone ? `${instance.id} ${ticket.id}` : instance.id;
    const errand = errands.get(key) ?? { instance, seatings: [] };
    errand.seatings.push({ ticket, limit, opened, of: waiting });
    errands.set(key, errand);
  }

  async #run(errand: Errand<Waiting>): Promise<void> {
    const { instance, seatings } = errand;
    const outcome = await this.#errands.run(errand);
    if (outcome.type === 'held') {
      for (const { ticket } of seatings) this.#planner.counted(ticket, instance.id);
      for (const [index, { of, opened }] of seatings.entries()) {
        this.#settle(of, { instanceId: instance.id, seats: outcome.seats[index]! }, opened);
      }
      return;
    }
    for (const { ticket } of seatings) this.#planner.takeBack(ticket, instance.id);
    for (const { of } of seatings) this.#tryAgain(of, instance, outcome);
  }

  #tryAgain(
    waiting: Waiting,
    instance: KnownInstance,
    outcome: Exclude<ErrandOutcome, { type: 'held' }>,
  ): void {
    if (outcome.type === 'refused') {
      this.#refuse(waiting, outcome.code);
      return;
    }
    if (outcome.type === 'failed') {
      const { ticket } = waiting;
      waiting.ticket = { ...ticket, exclude: [...ticket.exclude, instance.id] };
      waiting.isAlone = true;
    }
    waiting.retries += 1;
    const code = outcome.type === 'full' ? 'place_full' : 'unavailable';
    this.#requeue(waiting, code, outcome.type === 'failed' ? PAUSE_MS : 0);
  }

  #requeue(waiting: Waiting, code: ErrorCode, afterMs: number): void {
    const isLate = this.#options.clock.now() - waiting.since >= PLACE_DEADLINE_MS;
    if (isLate || waiting.retries > MAX_RETRIES) {
      this.#refuse(waiting, code);
      return;
    }
    this.#queue.push(waiting);
    this.#wakeIn(afterMs);
  }

  #settle(waiting: Waiting, placed: Placed, opened: boolean): void {
    this.#record(waiting, { type: 'placed', instanceId: placed.instanceId, opened });
    waiting.resolve(placed);
  }

  #refuse(waiting: Waiting, code: ErrorCode): void {
    this.#record(waiting, { type: 'refused', code });
    waiting.reject(new GameError(code));
  }

  #record({ ticket, candidates, retries, since }: Waiting, outcome: Decision['outcome']): void {
    const { decisions, clock, newId } = this.#options;
    const now = clock.now();
    decisions.record({
      id: newId(),
      ticketId: ticket.id,
      at: new Date(now),
      place: ticket.place,
      characterIds: ticket.members.map(({ characterId }) => characterId),
      partyId: ticket.partyId,
      reason: ticket.reason,
      candidates,
      outcome,
      retries,
      waitedMs: Math.round(now - since),
    });
  }
}
