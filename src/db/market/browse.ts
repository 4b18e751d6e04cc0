import type { EntityManager } from 'typeorm';
import type { Page } from '../../economy/ledger.ts';
import type { Listing, ListingSort } from '../../market/listing.ts';
import type { ListingSearch } from '../../market/market-store.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { findListings } from './listing-rows.ts';

interface Order {
  column: 'price' | 'expires_at' | 'created_at';
  descending: boolean;
}

const ORDERS: Record<ListingSort, Order> = {
  cheapest: { column: 'price', descending: false },
  dearest: { column: 'price', descending: true },
  ending: { column: 'expires_at', descending: false },
  newest: { column: 'created_at', descending: true },
};

const SALES = { auction: 'l.starting_bid IS NOT NULL', price: 'l.unit_price IS NOT NULL' };

/** Open listings whose time is not over. Errors: invalid_request for a foreign cursor. */
export async function browseListings(
  manager: EntityManager,
  { filter, kinds, sort, cursor, limit }: ListingSearch,
  now: Date,
): Promise<Page<Listing>> {
  const { column, descending } = ORDERS[sort];
  const direction = descending ? 'DESC' : 'ASC';
  const parameters: unknown[] = [];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = ["l.status = 'open'", `l.expires_at > ${given(now)}`];
  // One kind by equality, so that its own index gives the order.
  if (kinds?.length === 1) conditions.push(`l.kind = ${given(kinds[0])}`);
  else if (kinds) conditions.push(`l.kind = ANY (${given(kinds)}::text[])`);
  if (filter.minPrice !== undefined) conditions.push(`l.price >= ${given(filter.minPrice)}`);
  if (filter.maxPrice !== undefined) conditions.push(`l.price <= ${given(filter.maxPrice)}`);
  if (filter.sale) conditions.push(SALES[filter.sale]);
  if (cursor !== null) {
    const { value, id } = readCursor(cursor, column === 'price' ? 'number' : 'date');
    conditions.push(`(l.${column}, l.id) ${descending ? '<' : '>'} (${given(value)}, ${given(id)}::uuid)`);
  }
  // Of no kind at all there is nothing to look for among everything.
  if (kinds?.length === 0) return { entries: [], cursor: null };
  const found = await findListings(
    manager,
    `WHERE ${conditions.join(' AND ')} ORDER BY l.${column} ${direction}, l.id ${direction} LIMIT ${given(limit + 1)}`,
    parameters,
  );
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  return {
    entries,
    cursor:
      found.length > limit && last ? writeCursor({ value: positionIn(last, column), id: last.id }) : null,
  };
}

function positionIn(listing: Listing, column: Order['column']): string | number {
  if (column === 'price') return listing.price;
  return (column === 'expires_at' ? listing.expiresAt : listing.createdAt).toISOString();
}
