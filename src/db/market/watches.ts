import { WATCHES_PER_CHARACTER } from '../../market/market-rules.ts';
import type { WatchStore } from '../../market/market-store.ts';
import type { Database } from '../database.ts';
import { isUuid } from '../ids.ts';

/** Who wants to hear what happens to a kind. */
export function makeWatches(database: Database): WatchStore {
  return {
    async watches(characterId) {
      if (!isUuid(characterId)) return [];
      const rows: { kind: string }[] = await database.run((manager) =>
        manager.query('SELECT kind FROM market_watches WHERE character_id = $1 ORDER BY kind', [characterId]),
      );
      return rows.map(({ kind }) => kind);
    },

    async watch(characterId, kind) {
      return database.transaction(async (manager) => {
        // The lock makes racing requests of one character count one after the other.
        const held: unknown[] = await manager.query(
          'SELECT FROM characters WHERE id = $1 FOR NO KEY UPDATE',
          [characterId],
        );
        if (held.length === 0) return 'character_gone';
        const [row]: { others: number }[] = await manager.query(
          'SELECT count(*)::int AS others FROM market_watches WHERE character_id = $1 AND kind <> $2',
          [characterId, kind],
        );
        if (row!.others >= WATCHES_PER_CHARACTER) return 'limit_reached';
        await manager.query(
          'INSERT INTO market_watches (character_id, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING',
          [characterId, kind],
        );
        return 'watched';
      });
    },

    async unwatch(characterId, kind) {
      await database.run((manager) =>
        manager.query('DELETE FROM market_watches WHERE character_id = $1 AND kind = $2', [
          characterId,
          kind,
        ]),
      );
    },

    async watchersAmong(characterIds, kind) {
      const rows: { id: string }[] = await database.run((manager) =>
        manager.query(
          `SELECT character_id AS id FROM market_watches
           WHERE character_id = ANY ($1::uuid[]) AND kind = $2`,
          [characterIds, kind],
        ),
      );
      return rows.map(({ id }) => id);
    },
  };
}
