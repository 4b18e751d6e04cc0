import type { Listing } from '../../api/market-api.ts';
import { creditsText, numberText, timeLeftText } from '../../economy/words.ts';
import type { RowOptions } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { goodsRow } from './goods-row.ts';

/** The row of a listing. */
export function listingRow(
  { catalogue, characterId }: Pick<EconomyContext, 'catalogue' | 'characterId'>,
  listing: Listing,
  options: Pick<RowOptions, 'pick' | 'buttons'>,
): HTMLElement {
  const { id, kind, remaining, sellerName, sellerId, auction, expiresAt } = listing;
  const seller = sellerId === characterId ? 'yours' : `from ${sellerName ?? 'somebody who is gone'}`;
  return goodsRow(catalogue(), {
    ...options,
    kind,
    amount: remaining,
    testId: `listing-${id}`,
    notes: [`${seller} · ${timeLeftText(expiresAt, Date.now())}`, auction && bidText(auction, characterId)],
    aside: priceText(listing),
  });
}

function priceText({ unitPrice, auction, remaining }: Listing): string {
  if (unitPrice === null) return `from ${creditsText(auction!.nextBid)}`;
  return remaining === 1 ? creditsText(unitPrice) : `${numberText(unitPrice)} each`;
}

function bidText({ bid, bids, bidderId }: NonNullable<Listing['auction']>, characterId: string): string {
  if (bid === null) return 'nobody has bid';
  const whose = bidderId === characterId ? 'your bid' : bids === 1 ? 'one bid' : `${bids} bids`;
  return `${whose}: ${creditsText(bid)}`;
}
