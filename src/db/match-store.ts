import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { MatchEntrant, MatchStore, PlayedMatch, StoredMatch } from '../competition/match-store.ts';
import type { Rated } from '../competition/rating.ts';
import { ARENA_START_RATING, type Board, scoreOf, standingOf } from '../leaderboards/boards.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { recordReports } from './leaderboards/recording.ts';
import { retryConflicts } from './ledger/conflicts.ts';
import { readCursor, writeCursor } from './market/cursor.ts';

const BOARD: Board = 'arena-rating';

const FIND = `
  SELECT matches.id, place, started_at AS "startedAt", matches.ended_at AS "endedAt", (
    SELECT coalesce(json_agg(
      json_build_object(
        'characterId', character_id, 'name', c.name, 'rank', rank, 'kills', kills, 'deaths', deaths,
        'assists', assists, 'damage', damage, 'left', "left", 'ratingBefore', rating_before,
        'ratingAfter', rating_after
      ) ORDER BY rank, c.name), '[]')
    FROM match_participants JOIN characters AS c ON c.id = character_id WHERE match_id = matches.id
  ) AS entrants FROM matches`;

export function makeMatchStore(database: Database): MatchStore {
  return {
    record: (match, rate) =>
      retryConflicts(() =>
        database.transaction(async (manager) => {
          const id = randomUUID();
          const made: unknown[] = await manager.query(
            `INSERT INTO matches (id, key, place, started_at, ended_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (key) DO NOTHING RETURNING id`,
            [id, match.key, match.place, match.startedAt, match.endedAt],
          );
          if (made.length > 0) await enterEverybody(manager, id, match, rate);
          return (await findMatches(manager, 'WHERE key = $1', [match.key]))[0]!;
        }),
      ),

    async find(id) {
      if (!isUuid(id)) return null;
      const [found] = await database.run((manager) => findMatches(manager, 'WHERE id = $1', [id]));
      return found ?? null;
    },

    async ofCharacter(characterId, cursor, limit) {
      const before = cursor === null ? null : readCursor(cursor, 'date');
      const found = await database.run((manager) =>
        findMatches(
          manager,
          `JOIN (
             SELECT match_id, ended_at FROM match_participants
             WHERE character_id = $1 ${before ? 'AND (ended_at, match_id) < ($3::timestamptz, $4::uuid)' : ''}
             ORDER BY ended_at DESC, match_id DESC LIMIT $2
           ) AS own ON own.match_id = id ORDER BY own.ended_at DESC, id DESC`,
          [characterId, limit + 1, ...(before ? [before.value, before.id] : [])],
        ),
      );
      const entries = found.slice(0, limit);
      const last = entries.at(-1);
      const hasMore = found.length > limit && last !== undefined;
      return {
        entries,
        cursor: hasMore ? writeCursor({ value: last.endedAt.toISOString(), id: last.id }) : null,
      };
    },
  };
}

function findMatches(manager: EntityManager, which: string, parameters: unknown[]): Promise<StoredMatch[]> {
  return manager.query(`${FIND} ${which}`, parameters);
}

async function enterEverybody(
  manager: EntityManager,
  matchId: string,
  { endedAt, entrants, key }: PlayedMatch,
  rate: (entrants: readonly Rated[]) => number[],
): Promise<void> {
  const before = await lockRatings(manager, entrants);
  const present = entrants.filter(({ characterId }) => before.has(characterId));
  const rated = present.map(({ characterId, rank }) => ({ rank, rating: before.get(characterId)! }));
  const after = rate(rated);
  const column = (name: keyof MatchEntrant) => present.map((entrant) => entrant[name]);
  await manager.query(
    `INSERT INTO match_participants (match_id, ended_at, character_id, rank, kills, deaths, assists, damage, "left",
       rating_before, rating_after)
     SELECT $1::uuid, $2::timestamptz, * FROM unnest($3::uuid[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
       $9::boolean[], $10::int[], $11::int[])`,
    [
      matchId,
      endedAt,
      ...[column('characterId'), column('rank'), column('kills'), column('deaths'), column('assists')],
      ...[column('damage'), column('left'), rated.map(({ rating }) => rating), after],
    ],
  );
  const reports = present.map(({ characterId }, at) => ({
    key: `${key}:${characterId}`,
    board: BOARD,
    characterId,
    standing: standingOf(BOARD, after[at]!),
  }));
  await recordReports(manager, reports, endedAt);
}

/**
 * Nobody's rating changes until this transaction is over.
 * @returns those of the running season, by character; who is no more is not in it
 */
async function lockRatings(
  manager: EntityManager,
  entrants: readonly MatchEntrant[],
): Promise<Map<string, number>> {
  const ids = entrants.map(({ characterId }) => characterId);
  const locked: { id: string }[] = await manager.query(
    'SELECT id FROM characters WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
    [ids],
  );
  const standings: { id: string; standing: string }[] = await manager.query(
    `SELECT character_id AS id, standing FROM leaderboard_scores
     WHERE character_id = ANY ($1::uuid[]) AND board = $2 AND season = (SELECT max(number) FROM leaderboard_seasons)`,
    [ids, BOARD],
  );
  const known = new Map(standings.map(({ id, standing }) => [id, scoreOf(Number(standing))]));
  return new Map(locked.map(({ id }) => [id, known.get(id) ?? ARENA_START_RATING]));
}
