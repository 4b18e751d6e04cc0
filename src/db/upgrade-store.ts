import type { EntityManager } from 'typeorm';
import { movement } from '../economy/ledger-rules.ts';
import type { UpgradeStore } from '../economy/upgrade-store.ts';
import { GameError } from '../errors.ts';
import type { UpgradeLevels } from '../game/effects.ts';
import { announceEffects } from './announcements.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { operate } from './ledger/operation.ts';

export function makeUpgradeStore(database: Database): UpgradeStore {
  return {
    levels: (characterIds) => database.run((manager) => upgradeLevels(manager, characterIds)),

    async buyLevel(request, { characterId, upgradeId, price }) {
      const { result } = await operate(database, request, async ({ manager, post }) => {
        const level = await lockCharacter(manager, characterId);
        const upgrades =
          (await upgradeLevels(manager, [characterId])).get(characterId) ?? new Map<string, number>();
        const paid = price({ level, upgrades });
        const reached = (upgrades.get(upgradeId) ?? 0) + 1;
        await manager.query(
          `INSERT INTO character_upgrades (character_id, upgrade, level) VALUES ($1, $2, $3)
           ON CONFLICT (character_id, upgrade) DO UPDATE SET level = excluded.level`,
          [characterId, upgradeId, reached],
        );
        await announceEffects(manager, [characterId]);
        const buyer = { kind: 'character', id: characterId } as const;
        const [balance] = await post(movement(buyer, { kind: 'system', id: 'upgrades' }, 'credits', paid));
        // Which one it was is what taking it back needs to know.
        return { level: reached, paid, credits: balance!.balance, upgrade: upgradeId };
      });
      return result;
    },
  };
}

/** For work in a transaction. @returns by character id; who has none is absent */
export async function upgradeLevels(
  manager: EntityManager,
  characterIds: readonly string[],
): Promise<Map<string, UpgradeLevels>> {
  const wanted = characterIds.filter(isUuid);
  if (wanted.length === 0) return new Map();
  const rows: { characterId: string; upgrade: string; level: number }[] = await manager.query(
    `SELECT character_id AS "characterId", upgrade, level FROM character_upgrades
     WHERE character_id = ANY ($1::uuid[]) ORDER BY upgrade`,
    [wanted],
  );
  return new Map(
    [...Map.groupBy(rows, ({ characterId }) => characterId)].map(([characterId, levels]) => [
      characterId,
      new Map(levels.map(({ upgrade, level }) => [upgrade, level])),
    ]),
  );
}

/** Until the transaction ends nobody else buys for this character. @returns its level. Errors: character_not_found */
async function lockCharacter(manager: EntityManager, characterId: string): Promise<number> {
  const rows: { level: number }[] = isUuid(characterId)
    ? await manager.query('SELECT level FROM characters WHERE id = $1 FOR NO KEY UPDATE', [characterId])
    : [];
  if (!rows[0]) throw new GameError('character_not_found');
  return rows[0].level;
}
