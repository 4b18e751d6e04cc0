import { type IRoomCache, matchMaker, RoomInternalState } from '@colyseus/core';
import type { HoldAnswer, HoldRequest } from '../src/placement/instance-host.ts';
import type { Admission, SeatReservation } from '../src/placement/ticket.ts';

/** What the framework keeps private of a room's seats. */
interface RoomSeats {
  roomId: string;
  _internalState: RoomInternalState;
  clients: { length: number; get(seatId: string): unknown };
  _listing: IRoomCache;
  _reservedSeats: Record<string, unknown>;
  _reservedSeatTimeouts: Record<string, NodeJS.Timeout>;
  _reserveSeat(seatId: string, options: object, authData: Admission, seconds: number): Promise<boolean>;
  resetAutoDisposeTimeout(seconds: number): void;
}

/** A seat that runs out at the same moment as the framework's own timer must find that one done. */
const EXPIRY_SLACK_MS = 100;

/**
 * The seats of an instance that are promised and not taken. The only place where seats are counted: counting and
 * promising happen without a pause between them, so that nothing can be promised twice.
 */
export class Reservations {
  private readonly seats: RoomSeats;
  private readonly cap: number;
  private readonly onExpired: (admission: Admission) => void;
  private readonly waiting = new Map<string, { admission: Admission; timer: NodeJS.Timeout }>();

  /** @param onExpired told of a seat that nobody came to take */
  constructor(room: object, cap: number, onExpired: (admission: Admission) => void) {
    this.seats = room as RoomSeats;
    this.cap = cap;
    this.onExpired = onExpired;
  }

  /** Taken, held and promised seats, together. */
  get taken(): number {
    return this.seats.clients.length + Object.keys(this.seats._reservedSeats).length;
  }

  /** Seats that somebody may still come to take. */
  get awaited(): number {
    return this.waiting.size;
  }

  get isAwaited(): boolean {
    return this.waiting.size > 0;
  }

  /** All of the seats, or none. */
  async hold({ limit, holdSec, seats }: Omit<HoldRequest, 'instanceId' | 'owner'>): Promise<HoldAnswer> {
    // A room that ends is found until all in it have left, and the framework lets it promise what nobody can take.
    if (this.seats._internalState === RoomInternalState.DISPOSING) {
      return { held: false, reason: 'gone', seatsTaken: this.taken };
    }
    const wanted = seats.filter(({ seatId }) => !this.has(seatId));
    if (this.taken + wanted.length > Math.min(limit, this.cap)) {
      return { held: false, reason: 'full', seatsTaken: this.taken };
    }
    // Each call counts its seat before its first pause; only the listing is written behind.
    await Promise.all(
      wanted.map(({ seatId, admission }) => {
        this.expect(seatId, admission, holdSec);
        return this.seats._reserveSeat(seatId, {}, admission, holdSec);
      }),
    );
    return {
      held: true,
      seatsTaken: this.taken,
      reservations: seats.map(
        ({ seatId }) => matchMaker.buildSeatReservation(this.seats._listing, seatId) as SeatReservation,
      ),
    };
  }

  /** The client is here: the seat is no longer waiting. */
  take(seatId: string): void {
    clearTimeout(this.waiting.get(seatId)?.timer);
    this.waiting.delete(seatId);
  }

  /** Gives back seats that nobody has taken; of the others nothing happens. */
  async release(seatIds: readonly string[]): Promise<void> {
    const released = seatIds.filter((seatId) => this.waiting.has(seatId));
    for (const seatId of released) {
      this.take(seatId);
      clearTimeout(this.seats._reservedSeatTimeouts[seatId]);
      delete this.seats._reservedSeatTimeouts[seatId];
      delete this.seats._reservedSeats[seatId];
    }
    if (released.length === 0) return;
    await matchMaker.driver.update(this.seats._listing, {
      $inc: { clients: -released.length },
      $set: { locked: false },
    });
    this.seats.resetAutoDisposeTimeout(1);
  }

  /** The room ends: nobody can take the seats any more. */
  close(): void {
    for (const [seatId, { admission }] of [...this.waiting]) {
      this.take(seatId);
      this.onExpired(admission);
    }
  }

  private has(seatId: string): boolean {
    return seatId in this.seats._reservedSeats || this.seats.clients.get(seatId) !== undefined;
  }

  private expect(seatId: string, admission: Admission, holdSec: number): void {
    const timer = setTimeout(
      () => {
        this.waiting.delete(seatId);
        this.onExpired(admission);
      },
      holdSec * 1000 + EXPIRY_SLACK_MS,
    );
    this.waiting.set(seatId, { admission, timer });
  }
}
