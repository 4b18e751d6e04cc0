import { movement } from '../../economy/ledger-rules.ts';
import type { Owner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import type { Purchase } from '../../market/market.ts';
import { announceMarket } from '../announcements.ts';
import type { OperationScope } from '../ledger/operation.ts';
import { escrowOf, moveGoods } from './escrow.ts';
import { lockOpenListing, writeListing } from './listing-rows.ts';
import { addressMail, payee } from './recipients.ts';
import { recordSale } from './sales.ts';

/** Errors: as `Market.buy`. */
export async function buyListing(
  scope: OperationScope,
  {
    characterId,
    listingId,
    amount,
    now,
  }: { characterId: string; listingId: string; amount: number; now: Date },
): Promise<Purchase> {
  const { manager } = scope;
  const listing = await lockOpenListing(manager, listingId, now);
  const { sellerId, kind, remaining, unitPrice, bid, bidderId } = listing;
  if (sellerId === characterId) throw new GameError('own_listing');
  if (unitPrice === null) throw new GameError('listing_not_for_sale');
  if (amount > remaining) throw new GameError('insufficient_items', { details: { remaining } });
  if (listing.startingBid !== null && amount < remaining) throw new GameError('listing_whole_only');

  const isSoldOut = amount === remaining;
  await writeListing(
    manager,
    {
      ...listing,
      remaining: remaining - amount,
      status: isSoldOut ? 'sold' : 'open',
      bid: null,
      bidderId: null,
    },
    now,
  );
  const { mailId, owner: mail } = await addressMail(manager, {
    recipientId: characterId,
    reason: 'bought',
    listingId,
    now,
  });
  if (mailId === null) throw new GameError('character_not_found');
  const paid = unitPrice * amount;
  await recordSale(manager, { kind, amount, unitPrice, total: paid, soldAt: now });
  await announceMarket(manager, {
    listingId,
    kind,
    notices: [
      { characterId: sellerId, what: 'sold', amount, price: unitPrice },
      { characterId, what: 'bought', amount, price: unitPrice },
      ...(bidderId ? [{ characterId: bidderId, what: 'outbid' as const, amount, price: paid }] : []),
    ],
    watchers: { what: 'traded', amount, price: unitPrice },
  });

  const escrow = escrowOf(listingId);
  const buyer: Owner = { kind: 'character', id: characterId };
  const seller = await payee(manager, sellerId);
  const refund = bid === null ? [] : movement(escrow, await payee(manager, bidderId!), 'credits', bid);
  const goods = await moveGoods(scope, listing, amount, escrow, mail);
  await scope.post([...goods, ...refund, ...movement(buyer, seller, 'credits', paid)]);
  return { listingId, mailId, amount, paid };
}
