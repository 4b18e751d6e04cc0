import { randomUUID } from 'node:crypto';
import type { Listing } from '../../market/listing.ts';
import type { MarketStore } from '../../market/market-store.ts';
import type { Database } from '../database.ts';
import { isUuid } from '../ids.ts';
import { type OperationScope, operate } from '../ledger/operation.ts';
import { bidOnListing } from './bid-listing.ts';
import { browseListings } from './browse.ts';
import { buyListing } from './buy-listing.ts';
import { cancelListing, closeExpiredListing } from './close-listing.ts';
import { listGoods } from './list-goods.ts';
import { findListings, readListing, sellerName } from './listing-rows.ts';
import { readHistory, sumUpSales } from './sales.ts';
import { makeWatches } from './watches.ts';

const CLOSED_AT_ONCE = 100;
const OWN_LISTINGS = 200;

export function makeMarketStore(database: Database): MarketStore {
  /** What an operation answers is kept for good as JSON: in it dates are text, and a name has no place. */
  async function changeListing(
    request: { key: string; kind: string; actorId: string; body: unknown },
    work: (scope: OperationScope) => Promise<Listing>,
  ): Promise<Listing> {
    const { result } = await operate(database, request, async (scope) => ({
      ...(await work(scope)),
      sellerName: null,
    }));
    return {
      ...result,
      sellerName: await database.run((manager) => sellerName(manager, result.sellerId)),
      createdAt: new Date(result.createdAt),
      expiresAt: new Date(result.expiresAt),
    };
  }

  return {
    ...makeWatches(database),

    browse: (search, now) => database.run((manager) => browseListings(manager, search, now)),
    get: (listingId) => database.run((manager) => readListing(manager, listingId)),

    async involving(characterId) {
      if (!isUuid(characterId)) return [];
      return database.run((manager) =>
        findListings(
          manager,
          `WHERE l.status = 'open' AND (l.seller_id = $1 OR l.bidder_id = $1)
           ORDER BY l.created_at DESC, l.id LIMIT $2`,
          [characterId, OWN_LISTINGS],
        ),
      );
    },

    list: (key, listing, catalogue, now) =>
      changeListing({ key, kind: 'market.list', actorId: listing.sellerId, body: listing }, (scope) =>
        listGoods(scope, catalogue, { ...listing, id: randomUUID(), now }),
      ),

    async buy({ key, characterId, ...body }, now) {
      const request = { key, kind: 'market.buy', actorId: characterId, body };
      const { result } = await operate(database, request, (scope) =>
        buyListing(scope, { characterId, ...body, now }),
      );
      return result;
    },

    bid: ({ key, characterId, ...body }, now) =>
      changeListing({ key, kind: 'market.bid', actorId: characterId, body }, (scope) =>
        bidOnListing(scope, { characterId, ...body, now }),
      ),

    cancel: ({ key, characterId, ...body }, now) =>
      changeListing({ key, kind: 'market.cancel', actorId: characterId, body }, (scope) =>
        cancelListing(scope, { characterId, ...body, now }),
      ),

    async expired(now) {
      const rows: { id: string }[] = await database.run((manager) =>
        manager.query(
          `SELECT id FROM listings WHERE status = 'open' AND expires_at <= $1
           ORDER BY expires_at, id LIMIT $2`,
          [now, CLOSED_AT_ONCE],
        ),
      );
      return rows.map(({ id }) => id);
    },

    // Two that close one listing at once, or one after the other, close it once: it is one operation.
    async close(listingId, now) {
      const request = {
        key: `market.close:${listingId}`,
        kind: 'market.close',
        actorId: null,
        body: { listingId },
      };
      await operate(database, request, (scope) => closeExpiredListing(scope, { listingId, now }));
    },

    history: (kind, now) => database.run((manager) => readHistory(manager, kind, now)),
    sumUpSales: (now) => database.run((manager) => sumUpSales(manager, now)),
  };
}
