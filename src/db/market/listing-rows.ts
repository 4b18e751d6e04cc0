import type { EntityManager } from 'typeorm';
import { GameError } from '../../errors.ts';
import type { Listing } from '../../market/listing.ts';
import { boardPrice, nextBid } from '../../market/market-rules.ts';
import type { ListingRow } from '../entities/market.ts';
import { isUuid } from '../ids.ts';

type Row = Omit<ListingRow, 'closedAt'>;
type ShownRow = Row & { sellerName: string | null; itemState: Record<string, unknown> | null };

const COLUMNS = `
  l.id, l.seller_id AS "sellerId", l.kind, l.item_id AS "itemId", l.listed, l.remaining,
  l.unit_price AS "unitPrice", l.starting_bid AS "startingBid", l.bid, l.bidder_id AS "bidderId", l.bids,
  l.price, l.status, l.created_at AS "createdAt", l.expires_at AS "expiresAt"`;

/** @param rest conditions, order and limit over `l` */
export async function findListings(
  manager: EntityManager,
  rest: string,
  parameters: unknown[],
): Promise<Listing[]> {
  const rows: ShownRow[] = await manager.query(
    `SELECT ${COLUMNS}, seller.name AS "sellerName", item.state AS "itemState"
     FROM listings AS l
     LEFT JOIN characters AS seller ON seller.id = l.seller_id
     LEFT JOIN items AS item ON item.id = l.item_id
     ${rest}`,
    parameters,
  );
  return rows.map(toListing);
}

/** Null: the seller is no more. */
export async function sellerName(manager: EntityManager, sellerId: string): Promise<string | null> {
  const rows: { name: string }[] = await manager.query('SELECT name FROM characters WHERE id = $1', [
    sellerId,
  ]);
  return rows[0]?.name ?? null;
}

/** Errors: listing_not_found. */
export async function readListing(manager: EntityManager, listingId: string): Promise<Listing> {
  const found = isUuid(listingId) ? await findListings(manager, 'WHERE l.id = $1', [listingId]) : [];
  if (!found[0]) throw new GameError('listing_not_found');
  return found[0];
}

/** A listing whose row is locked: nobody else changes it until the transaction ends. Errors: listing_not_found. */
export async function lockListing(manager: EntityManager, listingId: string): Promise<Row> {
  const rows: Row[] = isUuid(listingId)
    ? await manager.query(`SELECT ${COLUMNS} FROM listings AS l WHERE l.id = $1 FOR UPDATE`, [listingId])
    : [];
  if (!rows[0]) throw new GameError('listing_not_found');
  return rows[0];
}

/** As `lockListing`, for who wants to take part. Errors: listing_not_found; listing_closed also when its time is over and nobody has ended it yet. */
export async function lockOpenListing(manager: EntityManager, listingId: string, now: Date): Promise<Row> {
  const listing = await lockListing(manager, listingId);
  if (listing.status !== 'open' || listing.expiresAt <= now) throw new GameError('listing_closed');
  return listing;
}

/** Writes what may change in a listing; one with nothing left is closed. */
export async function writeListing(manager: EntityManager, row: Row, now: Date): Promise<void> {
  const { id, remaining, bid, bidderId, bids, status } = row;
  const price = status === 'open' ? boardPrice({ ...row, amount: remaining }) : row.price;
  await manager.query(
    `UPDATE listings SET remaining = $2, bid = $3, bidder_id = $4, bids = $5, status = $6,
       price = $7, closed_at = CASE WHEN $6 = 'open' THEN NULL ELSE $8::timestamptz END
     WHERE id = $1`,
    [id, remaining, bid, bidderId, bids, status, price, now],
  );
}

function toListing({
  sellerName,
  itemState,
  itemId,
  startingBid,
  bid,
  bidderId,
  bids,
  ...row
}: ShownRow): Listing {
  return {
    ...row,
    sellerName,
    item: itemId === null ? null : { id: itemId, state: itemState ?? {} },
    auction:
      startingBid === null ? null : { startingBid, bid, bidderId, bids, nextBid: nextBid(startingBid, bid) },
  };
}
