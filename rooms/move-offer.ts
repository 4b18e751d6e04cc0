import { randomUUID } from 'node:crypto';
import { tell } from './messages.ts';
import type { Occupant, Occupants } from './occupant.ts';

/** Somebody who was offered to move, and what it answered. */
interface Asked {
  occupant: Occupant;
  at: { x: number; y: number };
  accepts: boolean | null;
}

export interface MoveOfferOptions {
  occupants: Occupants;
  /** Players in the liveliest instance that has room. */
  population: number;
  secondsToAnswer: number;
  schedule(run: () => void, ms: number): unknown;
}

/** An offer to everybody in an instance to move to a livelier one. Over when everybody has answered, or the time is up. */
export class MoveOffer {
  readonly id = randomUUID();
  /** The characters who are to be moved: those who accept, and those who neither answered nor stirred. */
  readonly willing: Promise<string[]>;
  private readonly asked = new Map<string, Asked>();
  private readonly finish: () => void;

  constructor({ occupants, population, secondsToAnswer, schedule }: MoveOfferOptions) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.finish = resolve;
    this.willing = promise.then(() => this.whoIsWilling(occupants));
    for (const occupant of occupants.all()) {
      const { x, y } = occupant.player.body;
      this.asked.set(occupant.player.id, { occupant, at: { x, y }, accepts: null });
      if (!occupant.reconnection) {
        tell(occupant.client, 'offer', { offerId: this.id, population, secondsToAnswer });
      }
    }
    schedule(resolve, secondsToAnswer * 1000);
  }

  /** The last answer counts; answers to other offers are ignored. */
  answer(characterId: string, offerId: string, accepts: boolean): void {
    const asked = this.asked.get(characterId);
    if (!asked || offerId !== this.id) return;
    asked.accepts = accepts;
    if ([...this.asked.values()].every((one) => one.accepts !== null)) this.finish();
  }

  private whoIsWilling(occupants: Occupants): string[] {
    return [...this.asked]
      .filter(([id, { occupant }]) => occupants.of(id) === occupant)
      .filter(([, { occupant, at, accepts }]) => {
        const { x, y } = occupant.player.body;
        return accepts ?? (x === at.x && y === at.y);
      })
      .map(([id]) => id);
  }
}
