import type { ShipStore } from '../ships/ship-store.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';

export function makeShipStore(database: Database): ShipStore {
  return {
    async characterOf(itemId) {
      if (!isUuid(itemId)) return null;
      return database.run(async (manager) => {
        const rows: { characterId: string }[] = await manager.query(
          `SELECT owner_id AS "characterId" FROM items WHERE id = $1 AND owner_kind = 'character'`,
          [itemId],
        );
        return rows[0]?.characterId ?? null;
      });
    },
  };
}
