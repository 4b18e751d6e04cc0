import { GameError } from '../errors.ts';
import type { ShownOffer } from './trade-offer.ts';

const NOTHING: ShownOffer = { credits: 0, stacks: [], items: [] };

/** 'asked': the other one has not answered; 'open': offers are made; 'settling': both have confirmed, and nothing can be taken back. */
export type TradePhase = 'asked' | 'open' | 'settling' | 'over';

export interface Trader {
  characterId: string;
  name: string;
  offer: ShownOffer;
  /** Is content with both offers as they are. */
  locked: boolean;
  /** Has said yes to what both have locked. */
  confirmed: boolean;
}

/**
 * Two characters of one instance who exchange things. Nothing moves before both have locked the very same offers and then
 * confirmed them: an offer that changes takes away the lock of whoever looked at it before, and once its own maker
 * has locked it, ends the trade. Locks and confirmations name the revision that was looked at, so that a change on its
 * way cannot be agreed to unseen.
 */
export class DirectTrade {
  readonly id: string;
  /** Who asked, and who was asked. */
  readonly traders: readonly [Trader, Trader];
  phase: TradePhase = 'asked';
  /** Grows with every change of an offer. */
  revision = 0;

  constructor(
    id: string,
    asker: Pick<Trader, 'characterId' | 'name'>,
    asked: Pick<Trader, 'characterId' | 'name'>,
  ) {
    this.id = id;
    this.traders = [newTrader(asker), newTrader(asked)];
  }

  /** Errors: trade_refused, for who asked, or when it was answered before. */
  accept(characterId: string): void {
    if (this.phase !== 'asked' || characterId !== this.traders[1].characterId)
      throw new GameError('trade_refused');
    this.phase = 'open';
  }

  /** Replaces what a side offers. @returns false: the trade is over, since it had locked. Errors: trade_refused. */
  offer(characterId: string, offer: ShownOffer): boolean {
    this.assertOpen();
    const { own, other } = this.sides(characterId);
    if (own.locked) {
      this.phase = 'over';
      return false;
    }
    own.offer = offer;
    other.locked = false;
    this.revision += 1;
    return true;
  }

  /** Errors: trade_changed, trade_refused. */
  lock(characterId: string, revision: number): void {
    this.assertOpen();
    if (revision !== this.revision) throw new GameError('trade_changed');
    this.sides(characterId).own.locked = true;
  }

  /** @returns whether both have, so that it is to be carried out now. Errors: trade_changed, trade_refused before both have locked. */
  confirm(characterId: string, revision: number): boolean {
    this.assertOpen();
    if (revision !== this.revision) throw new GameError('trade_changed');
    const { own, other } = this.sides(characterId);
    if (!own.locked || !other.locked) throw new GameError('trade_refused');
    own.confirmed = true;
    if (!other.confirmed) return false;
    this.phase = 'settling';
    return true;
  }

  /** @returns false: it is being carried out, and can be ended by nobody */
  end(): boolean {
    if (this.phase === 'settling') return false;
    this.phase = 'over';
    return true;
  }

  settled(): void {
    this.phase = 'over';
  }

  sides(characterId: string): { own: Trader; other: Trader } {
    const [one, two] = this.traders;
    return one.characterId === characterId ? { own: one, other: two } : { own: two, other: one };
  }

  /** Errors: trade_refused. */
  private assertOpen(): void {
    if (this.phase !== 'open') throw new GameError('trade_refused');
  }
}

function newTrader({ characterId, name }: Pick<Trader, 'characterId' | 'name'>): Trader {
  return { characterId, name, offer: NOTHING, locked: false, confirmed: false };
}
