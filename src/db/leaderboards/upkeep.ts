import type { EntityManager } from 'typeorm';
import { ARENA_CARRY, ARENA_START_RATING, NO_SEASON } from '../../leaderboards/boards.ts';
import { MARK_STEP } from './rankings.ts';

/** Whoever reports something again does it within this time. */
const REPORTS_KEPT_DAYS = 7;
const SEASONS_KEPT = 12;

/**
 * Wealth is read from the ledger now and then instead of being written by every operation: a row and an index entry more
 * for each of them would cost the hot paths more than freshness is worth.
 */
export async function takeWealth(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    `INSERT INTO leaderboard_scores (character_id, board, season, standing, reached_at)
     SELECT c.id, 'wealth', season, -balance, $2::timestamptz
     FROM ledger_accounts JOIN characters AS c ON c.id::text = owner_id
     CROSS JOIN (SELECT $1::int AS season UNION ALL SELECT max(number) FROM leaderboard_seasons) AS seasons
     WHERE owner_kind = 'character' AND asset = 'credits'
     ON CONFLICT (character_id, board, season)
       DO UPDATE SET standing = excluded.standing, reached_at = excluded.reached_at
       WHERE leaderboard_scores.standing <> excluded.standing`,
    [NO_SEASON, now],
  );
}

/** Notes where every so-manieth stands, so that nobody's rank takes counting everybody. */
export async function countRanks(manager: EntityManager): Promise<void> {
  await manager.query('DELETE FROM leaderboard_marks');
  await manager.query(
    `INSERT INTO leaderboard_marks (board, season, rank, standing, reached_at, character_id)
     SELECT board, season, rank, standing, reached_at, character_id
     FROM (
       SELECT *, row_number() OVER (
         PARTITION BY board, season ORDER BY standing, reached_at, character_id
       ) AS rank FROM leaderboard_scores
     ) AS ranked
     WHERE rank > 1 AND rank % $1 = 1`,
    [MARK_STEP],
  );
}

export async function forgetReports(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    'DELETE FROM leaderboard_reports WHERE at < $1::timestamptz - make_interval(days => $2)',
    [now, REPORTS_KEPT_DAYS],
  );
}

/** Safe when several do it at once. A season that nobody turned in time is followed by the one that is running now. */
export async function turnSeason(manager: EntityManager, now: Date): Promise<boolean> {
  const seasons: { number: number; over: boolean }[] = await manager.query(
    `SELECT number, ends_at <= $1 AS over FROM leaderboard_seasons ORDER BY number DESC LIMIT 1 FOR UPDATE`,
    [now],
  );
  const { number, over } = seasons[0]!;
  if (!over) return false;
  const begun: unknown[] = await manager.query(
    `INSERT INTO leaderboard_seasons (number, starts_at, ends_at)
     SELECT $1, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC'
     FROM (SELECT date_trunc('month', $2::timestamptz AT TIME ZONE 'UTC') AS month) AS this
     ON CONFLICT DO NOTHING RETURNING number`,
    [number + 1, now],
  );
  if (begun.length === 0) return false;
  await manager.query(
    `INSERT INTO leaderboard_scores (character_id, board, season, standing, reached_at)
     SELECT character_id, board, $2::int, -round($3::float8 + $4::float8 * (-standing - $3::float8)), $5::timestamptz
     FROM leaderboard_scores
     WHERE board = 'arena-rating' AND season = $1 ON CONFLICT DO NOTHING`,
    [number, number + 1, ARENA_START_RATING, ARENA_CARRY, now],
  );
  await manager.query('DELETE FROM leaderboard_scores WHERE season BETWEEN 1 AND $1', [
    number + 1 - SEASONS_KEPT,
  ]);
  return true;
}
