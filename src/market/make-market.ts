import { GameError } from '../errors.ts';
import type { Catalogue } from './catalogue.ts';
import type { NewListing } from './listing.ts';
import type { Market } from './market.ts';
import { MAX_AMOUNT, MAX_HOURS, MIN_HOURS, WATCHES_PER_CHARACTER } from './market-rules.ts';
import type { MarketStore } from './market-store.ts';

export interface MarketDependencies {
  store: MarketStore;
  catalogue: Catalogue;
  clock: () => Date;
  /** Told of a listing that could not be closed; the others are. */
  onError(error: unknown): void;
}

export function makeMarket({ store, catalogue, clock, onError }: MarketDependencies): Market {
  /** Errors: content_not_found. */
  function assertKnown(kind: string): void {
    if (!catalogue.find(kind)) throw new GameError('content_not_found');
  }

  return {
    async browse(filter, sort, cursor, limit) {
      if (filter.kind !== undefined) assertKnown(filter.kind);
      const kinds = catalogue.matching(filter);
      return store.browse({ filter, kinds, sort, cursor, limit }, clock());
    },
    get: (listingId) => store.get(listingId),
    involving: (characterId) => store.involving(characterId),

    async list(key, listing) {
      checkTerms(listing);
      return store.list(key, listing, catalogue, clock());
    },
    async buy(request) {
      checkAmount(request.amount, 'amount');
      return store.buy(request, clock());
    },
    async bid(request) {
      checkAmount(request.amount, 'amount');
      return store.bid(request, clock());
    },
    cancel: (request) => store.cancel(request, clock()),

    async closeExpired() {
      const failed = new Set<string>();
      for (let closed = 0; ; ) {
        const over = (await store.expired(clock())).filter((id) => !failed.has(id));
        if (over.length === 0) return closed;
        for (const listingId of over) {
          try {
            await store.close(listingId, clock());
            closed += 1;
          } catch (error) {
            failed.add(listingId);
            onError(error);
          }
        }
      }
    },

    async history(kind) {
      assertKnown(kind);
      return store.history(kind, clock());
    },
    sumUpSales: () => store.sumUpSales(clock()),

    watches: (characterId) => store.watches(characterId),
    async watch(characterId, kind) {
      assertKnown(kind);
      const outcome = await store.watch(characterId, kind);
      if (outcome === 'character_gone') throw new GameError('character_not_found');
      if (outcome === 'limit_reached') {
        throw new GameError('watch_limit_reached', { details: { limit: WATCHES_PER_CHARACTER } });
      }
    },
    unwatch: (characterId, kind) => store.unwatch(characterId, kind),
    watchersAmong: (characterIds, kind) => store.watchersAmong(characterIds, kind),
  };
}

/** The last check before money moves, whatever the borders have let through. Errors: invalid_request. */
function checkTerms({ goods, unitPrice, startingBid, hours }: NewListing): void {
  const amount = 'itemId' in goods ? 1 : goods.amount;
  checkAmount(amount, 'goods.amount');
  if (unitPrice === null && startingBid === null) refuse('unitPrice', 'A price or a starting bid is needed.');
  if (startingBid !== null) checkAmount(startingBid, 'startingBid');
  if (unitPrice !== null) {
    checkAmount(unitPrice, 'unitPrice');
    // Beyond this the total could not be paid in one amount.
    if (unitPrice * amount > MAX_AMOUNT) refuse('unitPrice', `All of it may cost ${MAX_AMOUNT} at most.`);
    if (startingBid !== null && startingBid >= unitPrice * amount)
      refuse('startingBid', 'Must be below the price of all of it.');
  }
  if (!Number.isInteger(hours) || hours < MIN_HOURS || hours > MAX_HOURS)
    refuse('hours', `Must be a whole number from ${MIN_HOURS} to ${MAX_HOURS}.`);
}

function checkAmount(amount: number, path: string): void {
  if (Number.isInteger(amount) && amount >= 1 && amount <= MAX_AMOUNT) return;
  refuse(path, `Must be a whole number from 1 to ${MAX_AMOUNT}.`);
}

function refuse(path: string, message: string): never {
  throw new GameError('invalid_request', { details: [{ path: `body.${path}`, message }] });
}
