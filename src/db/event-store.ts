import type { EntityManager } from 'typeorm';
import type { GameEvent, GameEvents, LoggedEvent } from '../economy/game-events.ts';
import { GameError } from '../errors.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';

const KEPT_DAYS = 183;
const BEFORE_ALL = '9223372036854775807';
const POSITION = /^[1-9][0-9]{0,17}$/;

export function makeGameEvents(database: Database): GameEvents {
  return {
    record: (events) => database.run((manager) => writeEvents(manager, events, new Date())),

    async list(characterId, cursor, limit) {
      if (!isUuid(characterId)) return { entries: [], cursor: null };
      const before = cursor === null ? BEFORE_ALL : positionIn(cursor);
      const rows: (LoggedEvent & { position: string })[] = await database.run((manager) =>
        manager.query(
          `SELECT position, kind, data, at FROM game_events WHERE character_id = $1 AND position < $2
           ORDER BY position DESC LIMIT $3`,
          [characterId, before, limit + 1],
        ),
      );
      const page = rows.slice(0, limit);
      return {
        entries: page.map(({ position: _, ...event }) => event),
        cursor: rows.length > limit ? Buffer.from(page.at(-1)!.position).toString('base64url') : null,
      };
    },

    async forgetOld() {
      const [, count]: [unknown, number] = await database.run((manager) =>
        manager.query('DELETE FROM game_events WHERE at < now() - make_interval(days => $1)', [KEPT_DAYS]),
      );
      return count;
    },
  };
}

/** As `GameEvents.record`, for work in a transaction. */
export async function writeEvents(
  manager: EntityManager,
  events: readonly GameEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  await manager.query(
    `INSERT INTO game_events (key, character_id, kind, data, at)
     SELECT key, characters.id, kind, data, $5::timestamptz
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::jsonb[]) WITH ORDINALITY
       AS event (key, character_id, kind, data, nth)
     JOIN characters ON characters.id = event.character_id
     ORDER BY nth ON CONFLICT (key) DO NOTHING`,
    [
      events.map(({ key }) => key),
      events.map(({ characterId }) => characterId),
      events.map(({ kind }) => kind),
      events.map(({ data }) => JSON.stringify(data)),
      now,
    ],
  );
}

function positionIn(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (POSITION.test(position)) return position;
  throw new GameError('invalid_request', {
    details: [{ path: 'query.cursor', message: 'Not a cursor of an earlier page.' }],
  });
}
