import { ERRORS } from '../src/errors.ts';
import type { Services } from '../src/services.ts';
import { belongsTo } from './admission.ts';
import { MoveOffer } from './move-offer.ts';
import type { Occupants } from './occupant.ts';

/** What moving people needs of their room. */
interface RelocatedRoom {
  readonly services: Pick<Services, 'content' | 'journeys' | 'notifier'>;
  readonly roomId: string;
  readonly place: string;
  /** To whom it is private; null: open. */
  readonly owner: string | null;
  /** It takes nobody any more. */
  isClosing: boolean;
  readonly reservations: { readonly isAwaited: boolean };
  readonly clock: { setTimeout(handler: () => void, ms: number): unknown };
  disconnect(closeCode: number): Promise<unknown>;
  report(error: unknown, where: string): void;
}

/** Who could not be sent out of a private instance, since it was travelling for example. */
const EXPEL_AGAIN_MS = 2_000;

/** Moves people out of a room for reasons that are not theirs. */
export class Relocation {
  private readonly room: RelocatedRoom;
  private readonly seating: { readonly occupants: Occupants; readonly isEmpty: boolean };
  private offer: MoveOffer | null = null;

  constructor(room: RelocatedRoom, seating: Relocation['seating']) {
    this.room = room;
    this.seating = seating;
  }

  /**
   * Offers its players a move to livelier instances, moves who is willing, and closes once nobody is left. Parties move
   * or stay whole. Meanwhile the room takes nobody; if somebody stays, it goes on as before.
   */
  async consolidate(population: number): Promise<void> {
    const { clock, reservations, roomId, services } = this.room;
    if (this.room.isClosing) return;
    this.room.isClosing = true;
    try {
      this.offer = new MoveOffer({
        occupants: this.seating.occupants,
        population,
        secondsToAnswer: services.content.placement.offerSec,
        schedule: (run, ms) => clock.setTimeout(run, ms),
      });
      const willing = await this.offer.willing;
      await services.journeys.moveAll(roomId, willing, 'consolidation');
    } finally {
      this.offer = null;
      this.room.isClosing = this.seating.isEmpty && !reservations.isAwaited;
    }
    if (this.room.isClosing) await this.room.disconnect(ERRORS.travelled.close);
  }

  answerOffer(characterId: string, offerId: string, accept: boolean): void {
    this.offer?.answer(characterId, offerId, accept);
  }

  /** A private instance is left by who no longer belongs to its party. */
  expelStranger(characterId: string, partyId: string | null): void {
    const { clock, owner, place, services } = this.room;
    if (belongsTo(owner, characterId, partyId) || !this.seating.occupants.of(characterId)) return;
    services.journeys.expel(characterId, place).catch((error) => {
      this.room.report(error, 'expel');
      clock.setTimeout(() => services.notifier.remind(characterId), EXPEL_AGAIN_MS);
    });
  }

  /** Hands everybody over to other instances; who cannot be handed over stays. */
  async drain(): Promise<void> {
    this.room.isClosing = true;
    this.offer = null;
    const everybody = this.seating.occupants.all().map(({ player }) => player.id);
    await this.room.services.journeys.moveAll(this.room.roomId, everybody, 'drain');
  }
}
