import { movement } from '../../economy/ledger-rules.ts';
import { GameError } from '../../errors.ts';
import type { Listing } from '../../market/listing.ts';
import { nextBid } from '../../market/market-rules.ts';
import { announceMarket } from '../announcements.ts';
import type { OperationScope } from '../ledger/operation.ts';
import { escrowOf } from './escrow.ts';
import { lockOpenListing, readListing, writeListing } from './listing-rows.ts';
import { holdCharacter, payee } from './recipients.ts';

/** Errors: as `Market.bid`. */
export async function bidOnListing(
  scope: OperationScope,
  {
    characterId,
    listingId,
    amount,
    now,
  }: { characterId: string; listingId: string; amount: number; now: Date },
): Promise<Listing> {
  const { manager } = scope;
  const listing = await lockOpenListing(manager, listingId, now);
  const { sellerId, kind, remaining, unitPrice, startingBid, bid, bidderId } = listing;
  if (sellerId === characterId) throw new GameError('own_listing');
  if (startingBid === null) throw new GameError('not_an_auction');
  if (bidderId === characterId) throw new GameError('own_bid');
  const least = nextBid(startingBid, bid);
  if (amount < least) throw new GameError('bid_too_low', { details: { least } });
  if (unitPrice !== null && amount >= unitPrice * remaining) throw new GameError('bid_too_high');
  if (!(await holdCharacter(manager, characterId))) throw new GameError('character_not_found');

  await writeListing(
    manager,
    { ...listing, bid: amount, bidderId: characterId, bids: listing.bids + 1 },
    now,
  );
  await announceMarket(manager, {
    listingId,
    kind,
    notices: [
      { characterId: sellerId, what: 'bid', amount: remaining, price: amount },
      ...(bidderId
        ? [{ characterId: bidderId, what: 'outbid' as const, amount: remaining, price: amount }]
        : []),
    ],
    watchers: null,
  });
  const escrow = escrowOf(listingId);
  const refund = bid === null ? [] : movement(escrow, await payee(manager, bidderId!), 'credits', bid);
  const result = await readListing(manager, listingId);
  await scope.post([
    ...refund,
    ...movement({ kind: 'character', id: characterId }, escrow, 'credits', amount),
  ]);
  return result;
}
