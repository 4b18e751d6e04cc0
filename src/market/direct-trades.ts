import type { InventoryWork, OwnerReceipt } from '../economy/inventory-changes.ts';
import type { Holder, InventoryContent } from '../economy/inventory-holder.ts';
import { InventoryPlan } from '../economy/inventory-plan.ts';
import { shownOffer } from './shown-offer.ts';
import type { ShownOffer, TradeOffer } from './trade-offer.ts';

/** One of the two, and what it gives. */
export interface TradeSide {
  characterId: string;
  /** Of its lease: who is played elsewhere by now trades no more here. */
  fence: number;
  offer: TradeOffer;
}

export interface AgreedTrade {
  id: string;
  sides: readonly [TradeSide, TradeSide];
}

/** What two characters give each other at once. */
export interface DirectTrades {
  /**
   * Looks whether a character has what it offers, and may give it away. Nothing is held.
   * Errors: item_not_found, item_in_use, item_bound, insufficient_credits, insufficient_items, character_not_found, unavailable.
   */
  show(characterId: string, offer: TradeOffer): Promise<ShownOffer>;
  /**
   * Carries out what both have confirmed, in one transaction; called again with the same trade it happens once.
   * Errors: trade_refused when one of them is played elsewhere, over_capacity, and those of `show`.
   */
  settle(trade: AgreedTrade): Promise<void>;
}

/** What direct trades need of their storage. */
export interface DirectTradeStore {
  /** Errors: character_not_found. */
  holder(characterId: string): Promise<Holder>;
  /**
   * @param plan says what is to be written, from what the two of them have, in the order of the sides
   * Errors: trade_refused, and those of the plan.
   */
  settle(trade: AgreedTrade, plan: (holders: readonly Holder[]) => TradePlan): Promise<void>;
}

export interface TradePlan {
  work: Pick<InventoryWork, 'moves' | 'postings'>;
  receipts: OwnerReceipt[];
}

export function makeDirectTrades(store: DirectTradeStore, content: InventoryContent): DirectTrades {
  return {
    async show(characterId, offer) {
      return shownOffer(content, await store.holder(characterId), offer);
    },

    settle: (trade) =>
      store.settle(trade, (holders) => {
        const plan = new InventoryPlan(content, holders);
        const [one, two] = holders.map(({ owner }) => owner);
        plan.apply({ do: 'transfer', from: one!, to: two!, parcel: trade.sides[0].offer });
        plan.apply({ do: 'transfer', from: two!, to: one!, parcel: trade.sides[1].offer });
        return plan.finish();
      }),
  };
}
