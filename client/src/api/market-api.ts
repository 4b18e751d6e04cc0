import type { Goods } from '../economy/holdings.ts';
import { type CharacterApi, type Page, pathOf, queryOf } from './character-api.ts';

export interface Auction {
  startingBid: number;
  bid: number | null;
  bidderId: string | null;
  bids: number;
  nextBid: number;
}

export interface Listing {
  id: string;
  sellerId: string;
  sellerName: string | null;
  kind: string;
  /** Null: pieces of a stack. */
  item: { id: string } | null;
  remaining: number;
  unitPrice: number | null;
  /** Credits for one piece, as the board sorts it. */
  price: number;
  auction: Auction | null;
  status: 'open' | 'sold' | 'cancelled' | 'expired';
  expiresAt: string;
}

export interface PriceDay {
  /** ISO date, UTC. */
  day: string;
  low: number;
  high: number;
  average: number;
  /** Pieces. */
  sold: number;
}

/** What is looked for; what is empty does not matter. */
export interface BrowseFilter {
  text: string;
  rarity: string;
  sale: string;
  minPrice: string;
  maxPrice: string;
  sort: string;
}

export interface Offer {
  goods: Goods;
  /** Credits for one; null: it can only be bid on. */
  unitPrice: number | null;
  /** Credits for all of it; null: it is no auction. */
  startingBid: number | null;
  hours: number;
}

/** The routes of the trading post, for one character. */
export class MarketApi {
  private readonly api: CharacterApi;

  constructor(api: CharacterApi) {
    this.api = api;
  }

  browse(filter: BrowseFilter, cursor: string | null): Promise<Page<Listing>> {
    return this.api.get(`/market/listings${queryOf({ ...filter, cursor })}`);
  }

  /** What the character sells, and where its bid is the highest. */
  own(): Promise<Listing[]> {
    return this.api.get(pathOf('market', 'characters', this.api.characterId));
  }

  history(kind: string): Promise<PriceDay[]> {
    return this.api.get(pathOf('market', 'history', kind));
  }

  async list({ goods, unitPrice, startingBid, hours }: Offer): Promise<void> {
    await this.act('/market/listings', {
      goods,
      ...(unitPrice !== null && { unitPrice }),
      ...(startingBid !== null && { startingBid }),
      hours,
    });
  }

  async buy(listingId: string, amount: number): Promise<void> {
    await this.act(pathOf('market', 'listings', listingId, 'buy'), { amount });
  }

  async bid(listingId: string, amount: number): Promise<void> {
    await this.act(pathOf('market', 'listings', listingId, 'bids'), { amount });
  }

  async cancel(listingId: string): Promise<void> {
    await this.act(pathOf('market', 'listings', listingId, 'cancel'), {});
  }

  /** Ids of kinds whose listings and sales the character is told of. */
  watches(): Promise<string[]> {
    return this.api.get(this.watchPath());
  }

  watch(kind: string, watch: boolean): Promise<string[]> {
    return this.api.send('POST', this.watchPath(), { kind, watch });
  }

  private watchPath(): string {
    return pathOf('market', 'watches', this.api.characterId);
  }

  private act(path: string, body: object): Promise<unknown> {
    return this.api.act('POST', path, { characterId: this.api.characterId, ...body });
  }
}
