import type { EntityManager } from 'typeorm';
import type { PriceDay } from '../../market/listing.ts';
import { HISTORY_DAYS } from '../../market/market-rules.ts';
import type { MarketSaleRow } from '../entities/market.ts';

export async function recordSale(
  manager: EntityManager,
  { kind, unitPrice, amount, total, soldAt }: Omit<MarketSaleRow, 'id'>,
): Promise<void> {
  await manager.query(
    'INSERT INTO market_sales (kind, unit_price, amount, total, sold_at) VALUES ($1, $2, $3, $4, $5)',
    [kind, unitPrice, amount, total, soldAt],
  );
}

/** Right whether or not the days that are over have been summed up. */
export async function readHistory(manager: EntityManager, kind: string, now: Date): Promise<PriceDay[]> {
  return manager.query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, min(low) AS low, max(high) AS high,
       round(sum(turnover) / sum(sold))::int AS average, sum(sold)::float8 AS sold
     FROM (
       SELECT day, low, high, turnover, sold FROM market_days WHERE kind = $1
       UNION ALL
       SELECT (sold_at AT TIME ZONE 'UTC')::date, unit_price, unit_price, total, amount
       FROM market_sales WHERE kind = $1
     ) AS sales
     WHERE day > ($2::timestamptz AT TIME ZONE 'UTC')::date - $3::int
     GROUP BY day ORDER BY day`,
    [kind, now, HISTORY_DAYS],
  );
}

/** Adds the sales of days that are over to `market_days` and forgets them, in one statement: run late, or twice, each counts once. @returns how many */
export async function sumUpSales(manager: EntityManager, now: Date): Promise<number> {
  const [row]: { moved: number }[] = await manager.query(
    `WITH moved AS (
       DELETE FROM market_sales
       WHERE sold_at < date_trunc('day', $1::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
       RETURNING kind, (sold_at AT TIME ZONE 'UTC')::date AS day, unit_price, amount, total
     ), added AS (
       INSERT INTO market_days (kind, day, low, high, turnover, sold)
       SELECT kind, day, min(unit_price), max(unit_price), sum(total), sum(amount)
       FROM moved GROUP BY kind, day ORDER BY kind, day
       ON CONFLICT (kind, day) DO UPDATE SET
         low = least(market_days.low, excluded.low),
         high = greatest(market_days.high, excluded.high),
         turnover = market_days.turnover + excluded.turnover,
         sold = market_days.sold + excluded.sold
     )
     SELECT count(*)::int AS moved FROM moved`,
    [now],
  );
  return row!.moved;
}
