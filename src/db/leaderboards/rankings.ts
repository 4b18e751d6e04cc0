import type { EntityManager } from 'typeorm';
import type { Page } from '../../economy/ledger.ts';
import { GameError } from '../../errors.ts';
import type { BoardSeason, Standing } from '../../leaderboards/leaderboard-store.ts';
import { isUuid } from '../ids.ts';

/** Between two marks; so many rows are counted at most to know a rank, and those who stand among them after the last count. */
export const MARK_STEP = 1_000;

/** Where a row stands: compared in this order, as the index has them. */
interface Place {
  standing: number;
  reachedAt: Date;
  characterId: string;
}

type Row = Omit<Standing, 'rank' | 'standing'> & { standing: string };

const SHOWN = `SELECT s.character_id AS "characterId", c.name, c.class_id AS "classId", c.level, s.standing,
  s.reached_at AS "reachedAt"
  FROM leaderboard_scores AS s JOIN characters AS c ON c.id = s.character_id`;
const KEY = '(s.standing, s.reached_at, s.character_id)';

/** Errors: invalid_request for a foreign cursor. */
export async function readPage(
  manager: EntityManager,
  of: BoardSeason,
  cursor: string | null,
  limit: number,
): Promise<Page<Standing>> {
  const after = cursor === null ? null : readCursor(cursor);
  const rows = await rowsAfter(manager, of, after, limit + 1);
  const entries = await ranked(manager, of, rows.slice(0, limit));
  const last = entries.at(-1);
  return { entries, cursor: rows.length > limit && last ? writeCursor(last) : null };
}

export async function readAround(
  manager: EntityManager,
  of: BoardSeason,
  characterId: string,
  each: number,
): Promise<Standing[]> {
  const own: Row[] = await manager.query(
    `${SHOWN} WHERE s.character_id = $3 AND s.board = $1 AND s.season = $2`,
    [of.board, of.season, characterId],
  );
  if (!own[0]) return [];
  const me = placeOf(own[0]);
  const before: Row[] = await manager.query(
    `${SHOWN} WHERE s.board = $1 AND s.season = $2 AND ${KEY} < ($3, $4, $5)
     ORDER BY s.standing DESC, s.reached_at DESC, s.character_id DESC LIMIT $6`,
    [of.board, of.season, me.standing, me.reachedAt, me.characterId, each],
  );
  return ranked(manager, of, [...before.reverse(), own[0], ...(await rowsAfter(manager, of, me, each))]);
}

/** Few enough to be sorted anew. */
export async function readFriends(
  manager: EntityManager,
  of: BoardSeason,
  characterId: string,
): Promise<Standing[]> {
  const rows: Row[] = await manager.query(
    `${SHOWN} WHERE s.board = $1 AND s.season = $2 AND s.character_id IN (
       SELECT friend_id FROM friendships WHERE character_id = $3 UNION ALL SELECT $3::uuid
     ) ORDER BY s.standing, s.reached_at, s.character_id`,
    [of.board, of.season, characterId],
  );
  return rows.map((row, n) => toStanding(row, n + 1));
}

function rowsAfter(
  manager: EntityManager,
  { board, season }: BoardSeason,
  after: Place | null,
  limit: number,
): Promise<Row[]> {
  const beyond = after ? `AND ${KEY} > ($4, $5, $6)` : '';
  return manager.query(
    `${SHOWN} WHERE s.board = $1 AND s.season = $2 ${beyond}
     ORDER BY s.standing, s.reached_at, s.character_id LIMIT $3`,
    [board, season, limit, ...(after ? [after.standing, after.reachedAt, after.characterId] : [])],
  );
}

/** @param rows that follow each other on the board */
async function ranked(manager: EntityManager, of: BoardSeason, rows: readonly Row[]): Promise<Standing[]> {
  if (!rows[0]) return [];
  const first = await rankOf(manager, of, placeOf(rows[0]));
  return rows.map((row, n) => toStanding(row, first + n));
}

/** Counted from the nearest mark before it, or from the top: exact there, and beyond the first mark as of the last count. */
async function rankOf(
  manager: EntityManager,
  { board, season }: BoardSeason,
  { standing, reachedAt, characterId }: Place,
): Promise<number> {
  const marks: (Place & { rank: number })[] = await manager.query(
    `SELECT rank, standing, reached_at AS "reachedAt", character_id AS "characterId" FROM leaderboard_marks
     WHERE board = $1 AND season = $2 AND (standing, reached_at, character_id) <= ($3, $4, $5)
     ORDER BY standing DESC, reached_at DESC, character_id DESC LIMIT 1`,
    [board, season, standing, reachedAt, characterId],
  );
  const mark = marks[0];
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*)::int AS count FROM leaderboard_scores AS s
     WHERE s.board = $1 AND s.season = $2 AND ${KEY} < ($3, $4, $5) ${mark ? `AND ${KEY} >= ($6, $7, $8)` : ''}`,
    [
      board,
      season,
      standing,
      reachedAt,
      characterId,
      ...(mark ? [mark.standing, mark.reachedAt, mark.characterId] : []),
    ],
  );
  return (mark?.rank ?? 1) + row!.count;
}

function placeOf({ standing, reachedAt, characterId }: Row): Place {
  return { standing: Number(standing), reachedAt, characterId };
}

function toStanding(row: Row, rank: number): Standing {
  return { ...row, standing: Number(row.standing), rank };
}

function writeCursor({ standing, reachedAt, characterId }: Place): string {
  return Buffer.from(JSON.stringify([standing, reachedAt.getTime(), characterId])).toString('base64url');
}

function readCursor(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [standing, reachedMs, characterId, ...rest] = place as [unknown, unknown, unknown];
    if (
      rest.length === 0 &&
      Number.isSafeInteger(standing) &&
      Number.isSafeInteger(reachedMs) &&
      Math.abs(reachedMs as number) < 1e14 &&
      typeof characterId === 'string' &&
      isUuid(characterId)
    ) {
      return { standing: standing as number, reachedAt: new Date(reachedMs as number), characterId };
    }
  } catch {
    // Not even JSON: refused below.
  }
  throw new GameError('invalid_request', {
    details: [{ path: 'query.cursor', message: 'Not a cursor of an earlier page.' }],
  });
}
