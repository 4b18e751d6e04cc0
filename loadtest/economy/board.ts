import type { Dice } from './dice.ts';

export interface Offer {
  id: string;
  sellerId: string;
  listed: number;
  unitPrice: number | null;
  auction: { startingBid: number } | null;
}

const LATEST = 60;

/** Listings that the traders tell each other of, whatever has become of them since. */
export class Board {
  readonly all: Offer[] = [];

  add(offer: Offer): void {
    this.all.push(offer);
  }

  /** Among the latest, so that many want the same. */
  pick(dice: Dice, wanted: (offer: Offer) => boolean): Offer | undefined {
    return dice.pick(this.all.slice(-LATEST).filter(wanted));
  }
}
