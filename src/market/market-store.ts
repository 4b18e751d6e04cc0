import type { Page } from '../economy/ledger.ts';
import type { Catalogue } from './catalogue.ts';
import type { Listing, ListingFilter, ListingSort, NewListing, PriceDay } from './listing.ts';
import type { MarketRequest, Purchase } from './market.ts';

/** What the trading post needs of its storage. Errors are those of `Market`, unless noted. */
export interface MarketStore extends WatchStore {
  browse(search: ListingSearch, now: Date): Promise<Page<Listing>>;
  get(listingId: string): Promise<Listing>;
  involving(characterId: string): Promise<Listing[]>;
  /** @param catalogue says what can be listed */
  list(key: string, listing: NewListing, catalogue: Catalogue, now: Date): Promise<Listing>;
  buy(request: MarketRequest & { amount: number }, now: Date): Promise<Purchase>;
  bid(request: MarketRequest & { amount: number }, now: Date): Promise<Listing>;
  cancel(request: MarketRequest, now: Date): Promise<Listing>;
  /** @returns ids of open listings whose time is over, the first ones first; as many as are closed in one go */
  expired(now: Date): Promise<string[]>;
  /** Ends a listing whose time is over. Nothing happens when it has ended already. */
  close(listingId: string, now: Date): Promise<void>;
  history(kind: string, now: Date): Promise<PriceDay[]>;
  sumUpSales(now: Date): Promise<number>;
}

export interface ListingSearch {
  filter: Pick<ListingFilter, 'minPrice' | 'maxPrice' | 'sale'>;
  /** Ids of the kinds that are looked for; null: all. */
  kinds: string[] | null;
  sort: ListingSort;
  cursor: string | null;
  limit: number;
}

export interface WatchStore {
  /** Content ids, in their order. */
  watches(characterId: string): Promise<string[]>;
  watch(characterId: string, kind: string): Promise<'watched' | 'limit_reached' | 'character_gone'>;
  unwatch(characterId: string, kind: string): Promise<void>;
  /** @returns those of the given characters who watch the kind */
  watchersAmong(characterIds: string[], kind: string): Promise<string[]>;
}
