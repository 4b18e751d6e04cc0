import { movement } from '../../economy/ledger-rules.ts';
import { GameError } from '../../errors.ts';
import type { Listing } from '../../market/listing.ts';
import { announceMarket } from '../announcements.ts';
import type { OperationScope } from '../ledger/operation.ts';
import { escrowOf, moveGoods } from './escrow.ts';
import { lockListing, lockOpenListing, readListing, writeListing } from './listing-rows.ts';
import { addressMail, payee } from './recipients.ts';
import { recordSale } from './sales.ts';

type LockedListing = Awaited<ReturnType<typeof lockListing>>;

/** Errors: as `Market.cancel`; forbidden for somebody else's. */
export async function cancelListing(
  scope: OperationScope,
  { characterId, listingId, now }: { characterId: string; listingId: string; now: Date },
): Promise<Listing> {
  const listing = await lockOpenListing(scope.manager, listingId, now);
  if (listing.sellerId !== characterId) throw new GameError('forbidden');
  if (listing.bid !== null) throw new GameError('listing_has_bids');
  return giveBack(scope, listing, 'cancelled', now);
}

/**
 * Ends a listing whose time is over: the highest bidder gets it, or the seller has it back. One that has ended otherwise stays as it is.
 * @returns whether this ended it
 */
export async function closeExpiredListing(
  scope: OperationScope,
  { listingId, now }: { listingId: string; now: Date },
): Promise<boolean> {
  const listing = await lockListing(scope.manager, listingId);
  if (listing.status !== 'open') return false;
  if (listing.expiresAt > now) throw new Error(`listing ${listingId} is not over yet`);
  if (listing.bid === null) await giveBack(scope, listing, 'expired', now);
  else await handOver(scope, listing, listing.bid, listing.bidderId!, now);
  return true;
}

async function giveBack(
  scope: OperationScope,
  listing: LockedListing,
  status: 'cancelled' | 'expired',
  now: Date,
): Promise<Listing> {
  const { manager } = scope;
  const { id: listingId, sellerId, kind, remaining, price } = listing;
  const reason = status === 'expired' ? 'unsold' : 'cancelled';
  await writeListing(manager, { ...listing, remaining: 0, status }, now);
  const { owner: mail } = await addressMail(manager, { recipientId: sellerId, reason, listingId, now });
  const notice = { characterId: sellerId, what: reason, amount: remaining, price } as const;
  await announceMarket(manager, { listingId, kind, notices: [notice], watchers: null });
  const result = await readListing(manager, listingId);
  const goods = await moveGoods(scope, listing, remaining, escrowOf(listingId), mail);
  await scope.post(goods);
  return result;
}

async function handOver(
  scope: OperationScope,
  listing: LockedListing,
  bid: number,
  bidderId: string,
  now: Date,
): Promise<void> {
  const { manager } = scope;
  const { id: listingId, sellerId, kind, remaining } = listing;
  await writeListing(manager, { ...listing, remaining: 0, status: 'sold' }, now);
  const { owner: mail } = await addressMail(manager, {
    recipientId: bidderId,
    reason: 'won',
    listingId,
    now,
  });
  const unitPrice = Math.max(1, Math.round(bid / remaining));
  await recordSale(manager, { kind, amount: remaining, unitPrice, total: bid, soldAt: listing.expiresAt });
  await announceMarket(manager, {
    listingId,
    kind,
    notices: [
      { characterId: sellerId, what: 'sold', amount: remaining, price: bid },
      { characterId: bidderId, what: 'won', amount: remaining, price: bid },
    ],
    watchers: { what: 'traded', amount: remaining, price: unitPrice },
  });
  const escrow = escrowOf(listingId);
  const seller = await payee(manager, sellerId);
  const goods = await moveGoods(scope, listing, remaining, escrow, mail);
  await scope.post([...goods, ...movement(escrow, seller, 'credits', bid)]);
}
