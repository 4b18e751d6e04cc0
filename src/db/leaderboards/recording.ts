import type { EntityManager } from 'typeorm';
import { type Merge, mergeOf, NO_SEASON } from '../../leaderboards/boards.ts';
import type { Report } from '../../leaderboards/leaderboard-store.ts';

const MERGED: Record<Merge, string> = {
  add: 'leaderboard_scores.standing + excluded.standing',
  least: 'least(leaderboard_scores.standing, excluded.standing)',
  replace: 'excluded.standing',
};

/** Each once by its key, on the board of all time and on the season's. For work in a transaction. */
export async function recordReports(
  manager: EntityManager,
  reports: readonly Report[],
  now: Date,
): Promise<void> {
  // In one order, so that racing batches queue up instead of blocking each other.
  const inOrder = [...reports].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (const report of inOrder) await recordOne(manager, report, now);
}

function orderOf({ characterId, board, key }: Report): string {
  return `${characterId} ${board} ${key}`;
}

async function recordOne(
  manager: EntityManager,
  { key, board, characterId, standing }: Report,
  now: Date,
): Promise<void> {
  // The key is kept even for who is no more: reported again it is still nothing.
  const merged = MERGED[mergeOf(board)];
  await manager.query(
    `WITH fresh AS (
       INSERT INTO leaderboard_reports (key, at) VALUES ($1, $6) ON CONFLICT DO NOTHING RETURNING key
     )
     INSERT INTO leaderboard_scores (character_id, board, season, standing, reached_at)
     SELECT c.id, $2::text, season, $4::bigint, $6::timestamptz
     FROM fresh CROSS JOIN (SELECT id FROM characters WHERE id = $3 FOR KEY SHARE) AS c
     CROSS JOIN (SELECT $5::int AS season UNION ALL SELECT max(number) FROM leaderboard_seasons) AS seasons
     ORDER BY season
     ON CONFLICT (character_id, board, season) DO UPDATE SET standing = ${merged}, reached_at = excluded.reached_at
     WHERE leaderboard_scores.standing <> ${merged}`,
    [key, board, characterId, standing, NO_SEASON, now],
  );
}
