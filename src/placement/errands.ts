import type { PlacementPolicy } from '../content/types.ts';
import { type ErrorCode, GameError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { InstanceDirectory, KnownInstance } from './directory.ts';
import type { Distrust } from './distrust.ts';
import type { HoldAnswer, HoldRequest, InstanceHost } from './instance-host.ts';
import type { Openings } from './openings.ts';
import type { SeatReservation, Ticket } from './ticket.ts';
import { timed } from './timed.ts';

/** An instance that takes this long for holding seats is stuck. */
const HOLD_TIMEOUT_MS = 2_000;

/** A ticket that was planned for an instance. */
export interface Seating<Of> {
  ticket: Ticket;
  limit: number;
  opened: boolean;
  of: Of;
}

/** What one instance is asked for at once: the seats of several tickets, oldest first. */
export interface Errand<Of> {
  instance: KnownInstance;
  seatings: Seating<Of>[];
}

export type ErrandOutcome =
  /** Seats by seating, in the order of its ticket's members. */
  | { type: 'held'; seats: SeatReservation[][] }
  /** The directory was wrong, and is corrected: plan anew. */
  | { type: 'full' | 'gone' }
  | { type: 'refused'; code: ErrorCode }
  /** Its process does not answer, or takes nobody. */
  | { type: 'silent' }
  /** An error that does not say whose fault it is. */
  | { type: 'failed' };

export interface ErrandsOptions {
  directory: InstanceDirectory;
  hosts: (processId: string) => InstanceHost;
  openings: Openings;
  distrust: Distrust;
  policy: PlacementPolicy;
  clock: Clock;
  newId: () => string;
}

/** Goes to an instance for seats, and tells the directory what it learned there. */
export class Errands<Of> {
  readonly #options: ErrandsOptions;

  constructor(options: ErrandsOptions) {
    this.#options = options;
  }

  /** Holds all seats of all its tickets, or none; waits for an instance that is being opened. Never rejects. */
  async run({ instance, seatings }: Errand<Of>): Promise<ErrandOutcome> {
    const { openings, newId } = this.#options;
    // New ones each time: a release of an earlier attempt that arrives late must not hit these.
    const seatIds = seatings.map(({ ticket }) => ticket.members.map(() => newId()));
    try {
      await openings.ready(instance.id);
    } catch (error) {
      return this.#failure(error, instance);
    }
    const request = this.#requestFor(instance, seatings, seatIds);
    try {
      const answer = await this.#hold(instance, request);
      return this.#outcomeOf(answer, request, seatIds);
    } catch (error) {
      this.#release(instance, seatIds.flat());
      return this.#failure(error, instance);
    }
  }

  #requestFor({ id, owner, kind }: KnownInstance, seatings: Seating<Of>[], seatIds: string[][]): HoldRequest {
    return {
      instanceId: id,
      owner,
      limit: jointLimit(seatings.map(({ ticket, limit }) => ({ seats: ticket.members.length, limit }))),
      holdSec: this.#options.policy.kinds[kind].seatHoldSec,
      seats: seatings.flatMap(({ ticket }, index) =>
        ticket.members.map((admission, member) => ({ seatId: seatIds[index]![member]!, admission })),
      ),
    };
  }

  #hold({ process }: KnownInstance, request: HoldRequest): Promise<HoldAnswer> {
    const { hosts, clock } = this.#options;
    return timed(hosts(process.processId).hold(request), HOLD_TIMEOUT_MS, clock);
  }

  #outcomeOf(answer: HoldAnswer, request: HoldRequest, seatIds: string[][]): ErrandOutcome {
    const { directory } = this.#options;
    const { instanceId, limit, seats } = request;
    if (!answer.held && answer.reason === 'gone') {
      directory.gone(instanceId);
      return { type: 'gone' };
    }
    directory.correct(instanceId, { seats: answer.seatsTaken });
    if (answer.held) {
      const bySeat = new Map(answer.reservations.map((seat) => [seat.sessionId, seat]));
      return { type: 'held', seats: seatIds.map((ids) => ids.map((id) => bySeat.get(id)!)) };
    }
    if (answer.reason === 'private') return { type: 'refused', code: 'rift_private' };
    if (answer.reason === 'closing') {
      directory.correct(instanceId, { closing: true });
      return { type: 'gone' };
    }
    // It has fewer seats than the policy says: planning anew would lead here again.
    return { type: answer.seatsTaken + seats.length <= limit ? 'failed' : 'full' };
  }

  /** What cannot be given back runs out by itself. */
  #release({ id, process }: KnownInstance, seatIds: string[]): void {
    const { hosts } = this.#options;
    hosts(process.processId)
      .release({ instanceId: id, seatIds })
      .catch(() => undefined);
  }

  #failure(error: unknown, { process }: KnownInstance): ErrandOutcome {
    const { distrust, clock } = this.#options;
    const code = error instanceof GameError ? error.code : 'internal';
    if (code === 'place_not_found') return { type: 'refused', code };
    if (code !== 'unavailable' && code !== 'shutting_down') return { type: 'failed' };
    distrust.add(process.processId, clock.now());
    return { type: 'silent' };
  }
}

/**
 * The limit for all together that keeps each one's: whoever comes k-th must find room below its own limit, so the sum of
 * all may reach it and those behind it.
 */
export function jointLimit(inOrder: readonly { seats: number; limit: number }[]): number {
  let behind = 0;
  let joint = Number.POSITIVE_INFINITY;
  for (const { seats, limit } of inOrder.toReversed()) {
    joint = Math.min(joint, limit + behind);
    behind += seats;
  }
  return joint;
}
