import type { EffectStore } from '../economy/effect-store.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { upgradeLevels } from './upgrade-store.ts';

export function makeEffectStore(database: Database): EffectStore {
  return {
    async find(characterId) {
      if (!isUuid(characterId)) return { upgrades: new Map(), items: [] };
      return database.run(async (manager) => ({
        upgrades: (await upgradeLevels(manager, [characterId])).get(characterId) ?? new Map(),
        items: await manager.query(
          `SELECT id, kind, placed FROM items
           WHERE owner_kind = 'character' AND owner_id = $1 AND placed IS NOT NULL`,
          [characterId],
        ),
      }));
    },
  };
}
