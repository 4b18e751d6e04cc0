import { EntitySchema } from 'typeorm';
import type { ListingStatus } from '../../market/listing.ts';

export interface ListingRow {
  id: string;
  sellerId: string;
  /** Content id. */
  kind: string;
  /** The unique item; null: a stack. */
  itemId: string | null;
  /** Pieces, at first and now. */
  listed: number;
  remaining: number;
  /** Credits for one piece; null: it can only be bid on. */
  unitPrice: number | null;
  /** Credits for all of it; null: it is no auction. */
  startingBid: number | null;
  bid: number | null;
  bidderId: string | null;
  /** How often somebody bid. */
  bids: number;
  /** Credits for one piece as the board shows it, which it is sorted and filtered by. */
  price: number;
  status: ListingStatus;
  createdAt: Date;
  expiresAt: Date;
  closedAt: Date | null;
}

const OPEN = "status = 'open'";

export const ListingEntity = new EntitySchema<ListingRow>({
  name: 'Listing',
  tableName: 'listings',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'listings_pkey' },
    sellerId: { type: 'uuid', name: 'seller_id' },
    kind: { type: 'text' },
    itemId: { type: 'uuid', name: 'item_id', nullable: true },
    listed: { type: 'integer' },
    remaining: { type: 'integer' },
    unitPrice: { type: 'integer', name: 'unit_price', nullable: true },
    startingBid: { type: 'integer', name: 'starting_bid', nullable: true },
    bid: { type: 'integer', nullable: true },
    bidderId: { type: 'uuid', name: 'bidder_id', nullable: true },
    bids: { type: 'integer', default: 0 },
    price: { type: 'integer' },
    status: { type: 'text' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
  },
  indices: [
    { name: 'listings_by_kind', columns: ['kind', 'price', 'id'], where: OPEN },
    { name: 'listings_by_price', columns: ['price', 'id'], where: OPEN },
    { name: 'listings_by_end', columns: ['expiresAt', 'id'], where: OPEN },
    { name: 'listings_by_age', columns: ['createdAt', 'id'], where: OPEN },
    { name: 'listings_by_seller', columns: ['sellerId', 'createdAt'] },
    { name: 'listings_by_bidder', columns: ['bidderId'], where: 'bidder_id IS NOT NULL' },
  ],
});

/** One sale of the last days; see `MarketDayRow`. */
export interface MarketSaleRow {
  id: string;
  kind: string;
  unitPrice: number;
  amount: number;
  total: number;
  soldAt: Date;
}

export const MarketSaleEntity = new EntitySchema<MarketSaleRow>({
  name: 'MarketSale',
  tableName: 'market_sales',
  columns: {
    id: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'market_sales_pkey',
      generated: 'increment',
    },
    kind: { type: 'text' },
    unitPrice: { type: 'integer', name: 'unit_price' },
    amount: { type: 'integer' },
    total: { type: 'integer' },
    soldAt: { type: 'timestamptz', name: 'sold_at' },
  },
  indices: [
    { name: 'market_sales_kind', columns: ['kind', 'soldAt'] },
    { name: 'market_sales_at', columns: ['soldAt'] },
  ],
});

/** The sales of one kind on one day (UTC) that have been summed up. */
export interface MarketDayRow {
  kind: string;
  day: string;
  low: number;
  high: number;
  /** Credits; bigint, which the driver hands out as text. */
  turnover: string;
  /** Pieces. */
  sold: string;
}

export const MarketDayEntity = new EntitySchema<MarketDayRow>({
  name: 'MarketDay',
  tableName: 'market_days',
  columns: {
    kind: { type: 'text', primary: true, primaryKeyConstraintName: 'market_days_pkey' },
    day: { type: 'date', primary: true, primaryKeyConstraintName: 'market_days_pkey' },
    low: { type: 'integer' },
    high: { type: 'integer' },
    turnover: { type: 'bigint' },
    sold: { type: 'bigint' },
  },
});

/** Who wants to hear what happens to a kind. */
export interface MarketWatchRow {
  characterId: string;
  kind: string;
}

export const MarketWatchEntity = new EntitySchema<MarketWatchRow>({
  name: 'MarketWatch',
  tableName: 'market_watches',
  columns: {
    characterId: {
      type: 'uuid',
      name: 'character_id',
      primary: true,
      primaryKeyConstraintName: 'market_watches_pkey',
    },
    kind: { type: 'text', primary: true, primaryKeyConstraintName: 'market_watches_pkey' },
  },
  foreignKeys: [
    {
      name: 'market_watches_character_fkey',
      target: 'Character',
      columnNames: ['characterId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
