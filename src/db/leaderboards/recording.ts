import type { EntityManager } from 'typeorm';
import { type Merge, mergeOf, NO_SEASON } from '../../leaderboards/boards.ts';
import type { Report } from '../../leaderboards/leaderboard-store.ts';

const MERGED: Record<Merge, string> = {
  add: 'leaderboard_scores.standing + excluded.standing',
  least: 'least(leaderboard_scores.standing, excluded.standing)',
  replace: 'excluded.standing',
};

/** Reports that one statement can write: no two with one key, nor for one character on one board. */
interface Round {
  merge: Merge;
  reports: Report[];
}

/** Each once by its key, on the board of all time and on the season's. For work in a transaction. */
export async function recordReports(
  manager: EntityManager,
  reports: readonly Report[],
  now: Date,
): Promise<void> {
  for (const round of roundsOf(reports)) await record(manager, round, now);
}

/** Reports of one character on one board follow each other in the order of their keys. */
function roundsOf(reports: readonly Report[]): Iterable<Round> {
  const rounds = new Map<string, Round>();
  const seen = new Map<string, number>();
  for (const report of [...reports].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const merge = mergeOf(report.board);
    const names = [`key ${report.key}`, `score ${report.characterId} ${report.board}`];
    const nth = Math.max(...names.map((name) => seen.get(name) ?? 0));
    for (const name of names) seen.set(name, nth + 1);
    const round = rounds.get(`${merge} ${nth}`) ?? { merge, reports: [] };
    rounds.set(`${merge} ${nth}`, round);
    round.reports.push(report);
  }
  return rounds.values();
}

async function record(manager: EntityManager, { merge, reports }: Round, now: Date): Promise<void> {
  const merged = MERGED[merge];
  // The key is kept even for who is no more: reported again it is still nothing. Keys and scores are written in one order, so
  // that racing batches queue up instead of blocking each other.
  await manager.query(
    `WITH fresh AS (
       INSERT INTO leaderboard_reports (key, at)
       SELECT key, $6 FROM unnest($1::text[]) AS reported (key) ORDER BY key
       ON CONFLICT DO NOTHING RETURNING key
     ), present AS (
       SELECT id FROM characters WHERE id = ANY ($2::uuid[]) ORDER BY id FOR KEY SHARE
     )
     INSERT INTO leaderboard_scores (character_id, board, season, standing, reached_at)
     SELECT character_id, board, season, standing, $6::timestamptz
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[]) AS report (key, character_id, board, standing)
     JOIN fresh USING (key) JOIN present ON present.id = character_id
     CROSS JOIN (SELECT $5::int AS season UNION ALL SELECT max(number) FROM leaderboard_seasons) AS seasons
     ORDER BY character_id, board, season
     ON CONFLICT (character_id, board, season) DO UPDATE SET standing = ${merged}, reached_at = excluded.reached_at
     WHERE leaderboard_scores.standing <> ${merged}`,
    [
      reports.map(({ key }) => key),
      reports.map(({ characterId }) => characterId),
      reports.map(({ board }) => board),
      reports.map(({ standing }) => standing),
      NO_SEASON,
      now,
    ],
  );
}
