import { movement } from '../../economy/ledger-rules.ts';
import type { Owner } from '../../economy/owner.ts';
import { GameError } from '../../errors.ts';
import type { Catalogue } from '../../market/catalogue.ts';
import type { Listing, NewListing, OfferedGoods } from '../../market/listing.ts';
import { boardPrice, listingFee, OPEN_LISTINGS_PER_CHARACTER } from '../../market/market-rules.ts';
import { announceMarket } from '../announcements.ts';
import { isUuid } from '../ids.ts';
import type { OperationScope } from '../ledger/operation.ts';
import { escrowOf, moveGoods } from './escrow.ts';
import { readListing } from './listing-rows.ts';

const HOUR_MS = 3_600_000;
const FEES: Owner = { kind: 'system', id: 'fees' };

/** Errors: as `Market.list`. */
export async function listGoods(
  scope: OperationScope,
  catalogue: Catalogue,
  { id, now, ...listing }: NewListing & { id: string; now: Date },
): Promise<Listing> {
  const { manager } = scope;
  const { sellerId, unitPrice, startingBid, hours } = listing;
  await assertMayList(scope, sellerId);
  const { kind, itemId, amount } = await identify(scope, catalogue, listing.goods, sellerId);
  const price = boardPrice({ unitPrice, startingBid, bid: null, amount });
  await manager.query(
    `INSERT INTO listings (id, seller_id, kind, item_id, listed, remaining, unit_price, starting_bid, price, status,
       created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, 'open', $9, $10)`,
    [
      id,
      sellerId,
      kind,
      itemId,
      amount,
      unitPrice,
      startingBid,
      price,
      now,
      new Date(now.getTime() + hours * HOUR_MS),
    ],
  );
  const seller: Owner = { kind: 'character', id: sellerId };
  const goods = await moveGoods(scope, { kind, itemId }, amount, seller, escrowOf(id));
  const listed = await readListing(manager, id);
  await announceMarket(manager, {
    listingId: id,
    kind,
    notices: [],
    watchers: { what: 'listed', amount, price },
  });
  const asked = unitPrice === null ? startingBid! : unitPrice * amount;
  await scope.post([...goods, ...movement(seller, FEES, 'credits', listingFee(asked))]);
  return listed;
}

/** Those who list for one character at once take turns, so that each counts the others. Errors: character_not_found, listing_limit_reached. */
async function assertMayList({ manager }: OperationScope, sellerId: string): Promise<void> {
  const held: unknown[] = await manager.query('SELECT FROM characters WHERE id = $1 FOR NO KEY UPDATE', [
    sellerId,
  ]);
  if (held.length === 0) throw new GameError('character_not_found');
  const [row]: { open: number }[] = await manager.query(
    "SELECT count(*)::int AS open FROM listings WHERE seller_id = $1 AND status = 'open'",
    [sellerId],
  );
  if (row!.open < OPEN_LISTINGS_PER_CHARACTER) return;
  throw new GameError('listing_limit_reached', { details: { limit: OPEN_LISTINGS_PER_CHARACTER } });
}

/** Errors: item_not_found, content_not_found, item_bound. */
async function identify(
  { manager }: OperationScope,
  catalogue: Catalogue,
  goods: OfferedGoods,
  sellerId: string,
): Promise<{ kind: string; itemId: string | null; amount: number }> {
  if ('itemId' in goods) {
    const [item]: { kind: string }[] = isUuid(goods.itemId)
      ? await manager.query(
          "SELECT kind FROM items WHERE id = $1 AND owner_kind = 'character' AND owner_id = $2",
          [goods.itemId, sellerId],
        )
      : [];
    if (!item) throw new GameError('item_not_found');
    if (catalogue.find(item.kind)?.bound) throw new GameError('item_bound');
    return { kind: item.kind, itemId: goods.itemId, amount: 1 };
  }
  const kind = catalogue.find(goods.kind);
  if (!kind?.stackable) throw new GameError('content_not_found');
  if (kind.bound) throw new GameError('item_bound');
  return { kind: kind.id, itemId: null, amount: goods.amount };
}
