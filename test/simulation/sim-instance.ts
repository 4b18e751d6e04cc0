import type { CharacterSave, Lease } from '../../src/characters/character-store.ts';
import type { Place } from '../../src/content/types.ts';
import { type ErrorCode, GameError } from '../../src/errors.ts';
import type { Resident } from '../../src/placement/departures.ts';
import type { HoldAnswer, HoldRequest, InstanceReport } from '../../src/placement/instance-host.ts';
import type { Admission } from '../../src/placement/ticket.ts';
import type { Traveller } from '../../src/placement/travel.ts';
import { PROGRESS } from '../kit/records.ts';
import type { SimClient } from './sim-client.ts';
import type { SimProcess } from './sim-process.ts';

/** A character in the world. */
export interface Occupant {
  seatId: string;
  admission: Admission;
  fence: number;
  x: number;
  isFrozen: boolean;
  client: SimClient;
}

/** A room, as far as seats, leases and travel go: it does what the real ones do, without a world. */
export class SimInstance {
  readonly id: string;
  readonly place: Place;
  readonly owner: string | null;
  readonly openedAt: number;
  readonly held = new Map<string, Admission>();
  readonly joining = new Map<string, Admission>();
  readonly occupants = new Map<string, Occupant>();
  emptySince: number;
  private readonly process: SimProcess;

  constructor(process: SimProcess, id: string, place: Place, owner: string | null) {
    this.process = process;
    this.id = id;
    this.place = place;
    this.owner = owner;
    this.openedAt = process.clock.now();
    this.emptySince = this.openedAt;
  }

  get seats(): number {
    return this.held.size + this.joining.size + this.occupants.size;
  }

  report(): InstanceReport {
    const { id, owner, openedAt, seats, place } = this;
    return { id, place: place.id, kind: place.kind, owner, openedAt, seats, language: null, closing: false };
  }

  hold({ owner, limit, holdSec, seats }: HoldRequest): HoldAnswer {
    if (owner !== this.owner) return { held: false, reason: 'private', seatsTaken: this.seats };
    const known = new Set([
      ...this.held.keys(),
      ...this.joining.keys(),
      ...this.inSeats().map((one) => one.seatId),
    ]);
    const wanted = seats.filter(({ seatId }) => !known.has(seatId));
    const { cap } = this.process.content.placement.kinds[this.place.kind];
    if (this.seats + wanted.length > Math.min(limit, cap)) {
      return { held: false, reason: 'full', seatsTaken: this.seats };
    }
    for (const { seatId, admission } of wanted) {
      this.held.set(seatId, admission);
      this.process.clock.schedule(() => void this.runOut(seatId), holdSec * 1000);
    }
    const { id: processId } = this.process;
    const reservations = seats.map(({ seatId: sessionId }) => {
      return { name: this.place.kind, roomId: this.id, sessionId, processId };
    });
    return { held: true, seatsTaken: this.seats, reservations };
  }

  release(seatIds: readonly string[]): void {
    for (const seatId of seatIds) this.held.delete(seatId);
  }

  /** A client takes its seat. Errors: as a join. */
  async take(seatId: string, client: SimClient): Promise<void> {
    const admission = this.held.get(seatId);
    if (!admission) throw new GameError('seat_invalid');
    this.held.delete(seatId);
    this.joining.set(seatId, admission);
    try {
      const { character, fence } = await this.process.enter(admission, this.id);
      const lease = { characterId: character.id, fence };
      const rival = this.process.occupantOf(character.id);
      const isSeated = client.isIn(seatId) && this.process.instances.get(this.id) === this;
      if (!isSeated || (rival && rival.occupant.fence > fence)) {
        await this.process.store.releaseLease(lease);
        throw new GameError('character_taken_over');
      }
      rival?.instance.end(rival.occupant, 'character_taken_over');
      const occupant = { seatId, admission, fence, x: character.x, isFrozen: false, client };
      this.joining.delete(seatId);
      this.occupants.set(character.id, occupant);
      this.process.onStatement();
      await this.confirm(occupant, lease);
    } finally {
      this.joining.delete(seatId);
    }
  }

  /** Between taking the lease and being in the room nobody could have told it that the lease was taken. */
  private async confirm(occupant: Occupant, lease: Lease): Promise<void> {
    try {
      const stale = await this.process.store.renewLeases([lease]);
      if (stale.length > 0) throw new GameError('character_taken_over');
    } catch (error) {
      this.depart(occupant);
      throw error;
    }
  }

  /** Out of the world, with a last save. */
  depart(occupant: Occupant): void {
    if (!this.remove(occupant)) return;
    void this.process.saveAndRelease(this.saveOf(occupant));
  }

  end(occupant: Occupant, code: ErrorCode): void {
    this.depart(occupant);
    occupant.client.closed(occupant.seatId, code);
  }

  /** The client's connection is gone. */
  left(seatId: string): void {
    const occupant = this.inSeats().find((one) => one.seatId === seatId);
    if (occupant) this.depart(occupant);
  }

  saveOf({ admission: { characterId }, fence, x }: Occupant): CharacterSave {
    return { characterId, fence, place: this.place.id, x, y: 0, facing: 0, ...PROGRESS };
  }

  resident(characterId: string): Resident | undefined {
    const occupant = this.occupants.get(characterId);
    if (!occupant) return undefined;
    const { admission, fence, client, seatId, x } = occupant;
    return {
      fence,
      refusal: () => (this.process.chaos.happens(0.03) ? 'travel_refused' : null),
      traveller: (): Traveller => ({ ...admission, fence, x, y: 0, facing: 0, ...PROGRESS }),
      freeze: () => {
        occupant.isFrozen = true;
      },
      thaw: () => {
        occupant.isFrozen = false;
      },
      leave: (news) => {
        if (this.remove(occupant)) client.travelled(seatId, news);
      },
      dismiss: (code) => {
        if (this.remove(occupant)) client.closed(seatId, code);
      },
    };
  }

  private inSeats(): Occupant[] {
    return [...this.occupants.values()];
  }

  private remove(occupant: Occupant): boolean {
    const { characterId } = occupant.admission;
    if (this.occupants.get(characterId) !== occupant) return false;
    return this.occupants.delete(characterId);
  }

  /** Nobody came for the seat: the lease that was to come, or came ahead, is given back. */
  private async runOut(seatId: string): Promise<void> {
    const admission = this.held.get(seatId);
    if (!admission) return;
    this.held.delete(seatId);
    const { characterId, fence } = admission;
    if (fence === null) return;
    await this.process.untilDone(() => this.process.store.forsakeLease({ characterId, fence }, this.id));
  }
}
