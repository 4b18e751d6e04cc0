import { draftOf, looseItem, takeCredits, takeStack } from '../economy/inventory-draft.ts';
import type { Holder } from '../economy/inventory-holder.ts';
import { type GoodsContent, refuseBound } from '../economy/items.ts';
import type { ShownOffer, TradeOffer } from './trade-offer.ts';

/**
 * @returns the offer with what its items are, if its holder has all of it and may give it away
 * Errors: item_not_found, item_in_use, item_bound, insufficient_credits, insufficient_items, invalid_request.
 */
export function shownOffer(content: GoodsContent, holder: Holder, offer: TradeOffer): ShownOffer {
  const left = draftOf(holder);
  if (offer.credits !== 0) takeCredits(left, offer.credits);
  for (const { kind, amount } of offer.stacks) {
    takeStack(left, kind, amount);
    refuseBound(content, kind);
  }
  const items = offer.items.map((itemId) => {
    const { id, kind, state } = looseItem(left, itemId);
    refuseBound(content, kind);
    left.items.delete(id);
    return { id, kind, state };
  });
  return { credits: offer.credits, stacks: offer.stacks, items };
}
