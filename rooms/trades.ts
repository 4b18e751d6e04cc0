import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { GameError } from '../src/errors.ts';
import { DirectTrade, type Trader } from '../src/market/direct-trade.ts';
import type { TradeSide } from '../src/market/direct-trades.ts';
import type { ShownOffer, TradeOffer } from '../src/market/trade-offer.ts';
import type { ServerMessage } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import { tell } from './messages.ts';
import type { Occupant } from './occupant.ts';

const ANSWER_SEC = 30;
/** Between two requests of one character. */
const REQUEST_EVERY_MS = 3_000;
const SETTLE_ATTEMPTS = 5;
const SETTLE_AGAIN_MS = 1_000;

export interface TradesOptions {
  services: Pick<Services, 'directTrades' | 'inventoryNews' | 'social'>;
  /** Who is in the instance; undefined: it is not. */
  occupant(characterId: string): Occupant | undefined;
  schedule(run: () => void, ms: number): unknown;
}

type Ending = Pick<ServerMessage<'trade-ended'>, 'outcome' | 'reason'>;

/** The direct trades of one instance. A character is in one of them at most, as who asks, is asked or trades. */
export class Trades {
  private readonly options: TradesOptions;
  private readonly byCharacter = new Map<string, DirectTrade>();
  private readonly requestedAt = new Map<string, number>();
  /** The last offer of each trader whose offers are being looked at. */
  private readonly newest = new Map<string, TradeOffer>();

  constructor(options: TradesOptions) {
    this.options = options;
  }

  /** It cannot leave. Who was merely asked can: nobody is held by other people's requests. */
  holds(characterId: string): boolean {
    const phase = this.byCharacter.get(characterId)?.phase;
    return phase === 'open' || phase === 'settling';
  }

  /** Errors: character_not_found, not_yourself, trade_busy, blocked, rate_limited, travel_in_progress, unavailable. */
  async request({ player: asker }: Occupant, characterId: string): Promise<void> {
    if (characterId === asker.id) throw new GameError('not_yourself');
    this.paceRequests(asker.id);
    this.assertFree(asker.id, characterId);
    if (await this.isBlocked(asker.id, characterId)) throw new GameError('blocked');
    // Either may have left or begun another trade meanwhile.
    const { player: asked } = this.assertFree(asker.id, characterId);
    const trade = new DirectTrade(randomUUID(), traderOf(asker), traderOf(asked));
    for (const { characterId: id } of trade.traders) this.byCharacter.set(id, trade);
    this.options.schedule(() => {
      if (trade.phase === 'asked') this.close(trade, { outcome: 'declined', reason: null });
    }, ANSWER_SEC * 1000);
    this.tell(asked.id, 'trade-request', {
      tradeId: trade.id,
      fromId: asker.id,
      from: asker.name,
      secondsToAnswer: ANSWER_SEC,
    });
    this.show(trade);
  }

  /** Errors: trade_not_found, trade_refused. */
  answer({ player }: Occupant, tradeId: string, accept: boolean): void {
    const trade = this.tradeOf(player.id, tradeId);
    if (accept) {
      trade.accept(player.id);
      this.show(trade);
    } else {
      this.end(player.id, 'declined');
    }
  }

  /**
   * One offer of a trader is looked at at a time; of those that arrive meanwhile the last one counts, so that no flood of them
   * reaches the database. Errors: trade_not_found, trade_refused, and those of `DirectTrades.show`.
   */
  async offer({ player }: Occupant, tradeId: string, offer: TradeOffer): Promise<void> {
    const trade = this.tradeOf(player.id, tradeId);
    const key = `${tradeId} ${player.id}`;
    const isLooking = this.newest.has(key);
    this.newest.set(key, offer);
    if (isLooking) return;
    try {
      const shown = await this.look(key, player.id);
      if (trade.phase === 'over') return;
      if (trade.offer(player.id, shown)) this.show(trade);
      else this.close(trade, { outcome: 'cancelled', reason: null });
    } finally {
      this.newest.delete(key);
    }
  }

  /** Errors: trade_not_found, trade_changed, trade_refused. */
  lock({ player }: Occupant, tradeId: string, revision: number): void {
    const trade = this.tradeOf(player.id, tradeId);
    trade.lock(player.id, revision);
    this.show(trade);
  }

  /** Errors: trade_not_found, trade_changed, trade_refused. Resolves when what both confirmed is carried out. */
  async confirm({ player }: Occupant, tradeId: string, revision: number): Promise<void> {
    const trade = this.tradeOf(player.id, tradeId);
    const isAgreed = trade.confirm(player.id, revision);
    this.show(trade);
    if (isAgreed) await this.settle(trade);
  }

  /** Errors: trade_not_found. */
  cancel({ player }: Occupant, tradeId: string): void {
    this.tradeOf(player.id, tradeId);
    this.end(player.id, 'cancelled');
  }

  /** Ends what the character trades or is asked; what is being carried out goes on without it. */
  end(characterId: string, outcome: 'declined' | 'cancelled' = 'cancelled'): void {
    const trade = this.byCharacter.get(characterId);
    if (trade?.end()) this.close(trade, { outcome, reason: null });
  }

  /** The character has gone. */
  forget(characterId: string): void {
    this.end(characterId);
    this.requestedAt.delete(characterId);
  }

  /** @returns the last offer that was made until it was looked at */
  private async look(key: string, characterId: string): Promise<ShownOffer> {
    for (;;) {
      const offer = this.newest.get(key)!;
      const looking = this.options.services.directTrades.show(characterId, offer);
      const [looked] = await Promise.allSettled([looking]);
      if (this.newest.get(key) !== offer) continue;
      if (looked.status === 'rejected') throw looked.reason;
      return looked.value;
    }
  }

  private async settle(trade: DirectTrade): Promise<void> {
    try {
      const [one, two] = trade.traders.map((trader) => this.sideOf(trader));
      await this.settleAtLast({ id: trade.id, sides: [one!, two!] });
      for (const { characterId } of trade.traders) this.options.services.inventoryNews.note(characterId);
      this.close(trade, { outcome: 'done', reason: null });
    } catch (error) {
      const { code, message } = error instanceof GameError ? error : new GameError('internal');
      this.close(trade, { outcome: 'failed', reason: { code, message } });
      if (!(error instanceof GameError)) throw error;
    }
  }

  /** A lost answer says nothing about what happened: asked again, the same trade answers what became of it. */
  private async settleAtLast(trade: { id: string; sides: [TradeSide, TradeSide] }): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.options.services.directTrades.settle(trade);
      } catch (error) {
        const isAway = error instanceof GameError && error.code === 'unavailable';
        if (!isAway || attempt === SETTLE_ATTEMPTS) throw error;
        await delay(SETTLE_AGAIN_MS);
      }
    }
  }

  /** Errors: trade_refused, when it has left. */
  private sideOf({ characterId, offer }: Trader): TradeSide {
    const occupant = this.options.occupant(characterId);
    if (!occupant) throw new GameError('trade_refused');
    return { characterId, fence: occupant.connection.fence, offer: givenOffer(offer) };
  }

  private close(trade: DirectTrade, ending: Ending): void {
    trade.settled();
    for (const { characterId } of trade.traders) {
      if (this.byCharacter.get(characterId) !== trade) continue;
      this.byCharacter.delete(characterId);
      this.tell(characterId, 'trade-ended', { tradeId: trade.id, ...ending });
    }
  }

  /** Errors: trade_not_found. */
  private tradeOf(characterId: string, tradeId: string): DirectTrade {
    const trade = this.byCharacter.get(characterId);
    if (trade?.id !== tradeId) throw new GameError('trade_not_found');
    return trade;
  }

  /** Errors: character_not_found, trade_busy, travel_in_progress. @returns who is asked */
  private assertFree(askerId: string, askedId: string): Occupant {
    const [asker, asked] = [askerId, askedId].map((id) => this.options.occupant(id));
    if (!asker || !asked?.isAdmitted || asked.reconnection) {
      throw new GameError('character_not_found', { message: 'There is no such character here.' });
    }
    if (asker.player.frozen || asked.player.frozen) throw new GameError('travel_in_progress');
    if (this.byCharacter.has(askerId) || this.byCharacter.has(askedId)) throw new GameError('trade_busy');
    return asked;
  }

  /** Errors: rate_limited. */
  private paceRequests(characterId: string): void {
    const now = performance.now();
    const waitMs = (this.requestedAt.get(characterId) ?? -REQUEST_EVERY_MS) + REQUEST_EVERY_MS - now;
    if (waitMs > 0) throw new GameError('rate_limited', { retryAfterSec: Math.ceil(waitMs / 1000) });
    this.requestedAt.set(characterId, now);
  }

  private async isBlocked(one: string, other: string): Promise<boolean> {
    const { social } = this.options.services;
    const [ofOne, ofOther] = await Promise.all([social.friends(one), social.friends(other)]);
    return (
      ofOne.blocked.some(({ characterId }) => characterId === other) ||
      ofOther.blocked.some(({ characterId }) => characterId === one)
    );
  }

  private show(trade: DirectTrade): void {
    if (trade.phase === 'over') return;
    for (const { characterId } of trade.traders) {
      const { own, other } = trade.sides(characterId);
      const { id: tradeId, phase, revision } = trade;
      this.tell(characterId, 'trade', { tradeId, phase, revision, own: shown(own), other: shown(other) });
    }
  }

  private tell<N extends 'trade' | 'trade-request' | 'trade-ended'>(
    characterId: string,
    name: N,
    payload: ServerMessage<N>,
  ): void {
    const occupant = this.options.occupant(characterId);
    if (occupant && !occupant.reconnection) tell(occupant.client, name, payload);
  }
}

function traderOf({ id, name }: Occupant['player']): Pick<Trader, 'characterId' | 'name'> {
  return { characterId: id, name };
}

function givenOffer({ credits, stacks, items }: ShownOffer): TradeOffer {
  return { credits, stacks, items: items.map(({ id }) => id) };
}

/** Messages are plain copies: the types of the wire know no `readonly`. */
function shown({ offer, ...trader }: Trader): ServerMessage<'trade'>['own'] {
  return { ...trader, offer: { ...offer, stacks: [...offer.stacks], items: [...offer.items] } };
}
