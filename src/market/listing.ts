import type { Rarity } from '../content/goods.ts';

/** 'sold': nothing is left; 'cancelled' by its seller; 'expired': what was left went back. */
export type ListingStatus = 'open' | 'sold' | 'cancelled' | 'expired';

export interface Listing {
  id: string;
  sellerId: string;
  /** Null: the seller is no more. */
  sellerName: string | null;
  /** Content id of what is listed. */
  kind: string;
  /** The unique item and what is special about it; null: pieces of a stack. */
  item: { id: string; state: Record<string, unknown> } | null;
  /** Pieces that are left, and that were there at first. */
  remaining: number;
  listed: number;
  /** Credits for one piece; null: it can only be bid on. An auction can only be bought as a whole. */
  unitPrice: number | null;
  /** Credits for one piece as the board shows it: the price, or its share of the next bid, rounded up. */
  price: number;
  /** Null: it is no auction. Credits for all of it. */
  auction: {
    startingBid: number;
    bid: number | null;
    bidderId: string | null;
    bids: number;
    nextBid: number;
  } | null;
  status: ListingStatus;
  createdAt: Date;
  expiresAt: Date;
}

/** Pieces of a stack, or one unique item, of a character. */
export type OfferedGoods = { kind: string; amount: number } | { itemId: string };

export interface NewListing {
  sellerId: string;
  goods: OfferedGoods;
  /** Credits for one piece. */
  unitPrice: number | null;
  /** Credits for all of it. */
  startingBid: number | null;
  hours: number;
}

export const LISTING_SORTS = ['cheapest', 'dearest', 'ending', 'newest'] as const;
export type ListingSort = (typeof LISTING_SORTS)[number];

/** What is left away does not restrict. */
export interface ListingFilter {
  kind?: string | undefined;
  rarity?: Rarity | undefined;
  /** In the name of what is listed, whatever its case. */
  text?: string | undefined;
  /** Credits for one piece, both included. */
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  /** Auctions alone, or what has a price alone. */
  sale?: 'auction' | 'price' | undefined;
}

/** What was sold of one kind on one day. */
export interface PriceDay {
  /** UTC: '2026-03-01'. */
  day: string;
  /** Credits for one piece. */
  low: number;
  high: number;
  /** Turnover ÷ pieces, rounded. */
  average: number;
  /** Pieces. */
  sold: number;
}

/** Something happened at the trading post. Told when the change is committed. Amounts are pieces, prices credits for one or, of bids, for all. */
export interface MarketNews {
  listingId: string;
  kind: string;
  notices: { characterId: string; what: MarketEvent; amount: number; price: number }[];
  /** For those who watch the kind; null: nothing for them. */
  watchers: { what: WatchedEvent; amount: number; price: number } | null;
}

/** What a character hears of a listing that concerns it. */
export type MarketEvent = 'sold' | 'bought' | 'outbid' | 'won' | 'unsold' | 'cancelled' | 'bid';

/** What happens to a kind: somebody lists it, somebody gets it. */
export type WatchedEvent = 'listed' | 'traded';

export interface MarketFeed {
  onMarketNews(handler: (news: MarketNews) => void): () => void;
}
