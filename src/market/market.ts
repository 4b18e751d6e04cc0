import type { Page } from '../economy/ledger.ts';
import type { Listing, ListingFilter, ListingSort, NewListing, PriceDay } from './listing.ts';

/** Who asks for a change, and the name by which it happens once: an `Idempotency-Key` with its account. */
export interface MarketRequest {
  key: string;
  characterId: string;
  listingId: string;
}

/** What was bought. It comes by mail. */
export interface Purchase {
  listingId: string;
  mailId: string;
  amount: number;
  /** Credits that were paid. */
  paid: number;
}

/** The trading post, one for the whole realm. Every method throws GameError as noted, and `unavailable`. */
export interface Market {
  /**
   * Open listings. @param cursor of an earlier page with the same filter and sort
   * Errors: content_not_found, invalid_request.
   */
  browse(
    filter: ListingFilter,
    sort: ListingSort,
    cursor: string | null,
    limit: number,
  ): Promise<Page<Listing>>;
  /** Also a closed one. Errors: listing_not_found. */
  get(listingId: string): Promise<Listing>;
  /** What a character sells or has the highest bid on; open ones, newest first. */
  involving(characterId: string): Promise<Listing[]>;
  /**
   * Puts goods into escrow and takes the fee, see `listingFee`.
   * Errors: content_not_found, item_not_found, item_in_use, item_bound, invalid_request, listing_limit_reached,
   * insufficient_credits, insufficient_items, idempotency_key_reused.
   */
  list(key: string, listing: NewListing): Promise<Listing>;
  /**
   * At the listing's own price, which never changes. The seller is paid at once, the goods come by mail.
   * Errors: listing_not_found, listing_closed, listing_not_for_sale, own_listing, insufficient_items, insufficient_credits,
   * idempotency_key_reused.
   */
  buy(request: MarketRequest & { amount: number }): Promise<Purchase>;
  /**
   * The credits are held; whoever is outbid has his back at once.
   * Errors: listing_not_found, listing_closed, not_an_auction, own_listing, own_bid, bid_too_low, bid_too_high,
   * insufficient_credits, idempotency_key_reused.
   */
  bid(request: MarketRequest & { amount: number }): Promise<Listing>;
  /** What is left goes back by mail; the fee does not. Errors: listing_not_found, listing_closed, listing_has_bids, idempotency_key_reused. */
  cancel(request: MarketRequest): Promise<Listing>;
  /** For a job: ends what is over: the highest bidder gets it, or the seller has it back. @returns how many */
  closeExpired(): Promise<number>;

  /** Oldest day first; days without a sale are left out. Errors: content_not_found. */
  history(kind: string): Promise<PriceDay[]>;
  /** For a job: sums up the sales of whole days. @returns how many sales */
  sumUpSales(): Promise<number>;

  watches(characterId: string): Promise<string[]>;
  /** Errors: content_not_found, watch_limit_reached. */
  watch(characterId: string, kind: string): Promise<void>;
  unwatch(characterId: string, kind: string): Promise<void>;
  /** @returns those of the given characters who watch the kind */
  watchersAmong(characterIds: string[], kind: string): Promise<string[]>;
}
