import type { ErrorCode } from '../../src/errors.ts';
import type { Admission, SeatReservation } from '../../src/placement/ticket.ts';
import type { TravelNews } from '../../src/placement/travel.ts';
import type { SimProcess } from './sim-process.ts';
import type { SimRealm } from './sim-realm.ts';

/** Who sits where, or is about to. */
interface Seat {
  seatId: string;
  process: SimProcess;
  roomId: string;
  isJoined: boolean;
}

/** A player who wants to be in the world, and does what clients do: joins, follows its seat when it travels, joins again. */
export class SimClient {
  readonly characterId: string;
  readonly accountId: string;
  seat: Seat | null = null;
  wantsIn = true;
  /** The process that its request waits for. */
  private asked: SimProcess | null = null;
  /** What was begun before the latest attempt no longer counts. */
  private attempt = 0;
  /** On other devices, until somebody takes over. */
  private olderSeats: Seat[] = [];
  private readonly realm: SimRealm;

  constructor(realm: SimRealm, characterId: string, accountId: string) {
    this.realm = realm;
    this.characterId = characterId;
    this.accountId = accountId;
  }

  get isInWorld(): boolean {
    return this.seat?.isJoined ?? false;
  }

  isIn(seatId: string): boolean {
    return this.seat?.seatId === seatId;
  }

  /** Also from another device, while an older connection is still open. */
  async join(): Promise<void> {
    const attempt = ++this.attempt;
    if (this.seat) this.olderSeats.push(this.seat);
    this.seat = null;
    if (!this.wantsIn) return;
    const process = this.realm.anyProcess();
    if (!process) return this.joinAgain();
    this.asked = process;
    try {
      const seat = await this.askForSeat(process);
      if (attempt === this.attempt) await this.consume(seat);
    } catch {
      if (attempt === this.attempt) this.joinAgain();
    }
  }

  leave(): void {
    const seats = [...this.olderSeats, ...(this.seat ? [this.seat] : [])];
    this.attempt++;
    this.seat = null;
    this.olderSeats = [];
    for (const { process, roomId, seatId } of seats) {
      if (process.isAlive) process.instances.get(roomId)?.left(seatId);
    }
    if (this.wantsIn) this.joinAgain();
  }

  /** The room closed the connection. */
  closed(seatId: string, _code: ErrorCode): void {
    if (this.isIn(seatId)) this.joinAgain();
  }

  travelled(seatId: string, { seat }: TravelNews): void {
    if (this.isIn(seatId)) void this.consume(seat);
  }

  processDied(process: SimProcess): void {
    if (this.seat?.process === process || this.asked === process) this.joinAgain();
  }

  private async askForSeat(process: SimProcess): Promise<SeatReservation> {
    const { characterId, accountId } = this;
    const character = (await process.store.find(characterId))!;
    const place = process.content.places.get(character.place)!;
    const ticket = await process.ticketFor({
      id: this.realm.newId(),
      place,
      characterIds: [characterId],
      language: null,
      region: null,
      rttMs: {},
      reason: 'join',
      isReturning: false,
      exclude: [],
    });
    const admission: Admission = {
      accountId,
      loginSessionId: 'login',
      characterId,
      fence: null,
      language: null,
    };
    const { seats } = await process.placement.place({ ...ticket, members: [admission] });
    return seats[0]!;
  }

  private async consume({ processId, roomId, sessionId: seatId }: SeatReservation): Promise<void> {
    this.attempt++;
    this.asked = null;
    this.seat = null;
    const process = this.realm.process(processId);
    if (!process) return this.joinAgain();
    const seat = { seatId, process, roomId, isJoined: false };
    this.seat = seat;
    await this.realm.time.sleep(this.realm.chaos.between(2, 60));
    // Some never come for their seat: it has to run out, and its lease to be given back.
    if (this.realm.chaos.happens(0.03)) return this.joinAgain();
    try {
      if (this.seat !== seat || !process.isAlive) return;
      await process.instances.get(roomId)!.take(seatId, this);
      seat.isJoined = true;
      if (this.seat !== seat) process.instances.get(roomId)?.left(seatId);
    } catch {
      if (this.seat === seat) this.joinAgain();
    }
  }

  private joinAgain(): void {
    const attempt = ++this.attempt;
    this.seat = null;
    this.asked = null;
    this.realm.time.schedule(
      () => {
        if (attempt === this.attempt) void this.join();
      },
      this.realm.chaos.between(50, 800),
    );
  }
}
