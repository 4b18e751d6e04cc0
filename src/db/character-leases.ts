import type { EntityManager } from 'typeorm';
import type { CharacterRecord, CharacterStore, Lease } from '../characters/character-store.ts';
import { announceLease } from './announcements.ts';
import type { Database } from './database.ts';
import { CHARACTER_RECORD, CharacterEntity } from './entities/character.ts';
import { isUuid } from './ids.ts';

type LeaseStore = Pick<CharacterStore, 'takeLease' | 'releaseLease' | 'savePositions' | 'renewLeases'>;

/**
 * The rows whose lease is the given one. Locked in one order, so that racing batches queue up instead of blocking
 * each other; a row whose fence grew meanwhile falls out.
 */
const HELD = `
  SELECT id, fence FROM characters JOIN given USING (id, fence)
  WHERE characters.lease_instance IS NOT NULL
  ORDER BY id FOR NO KEY UPDATE OF characters`;

const SAVE_POSITIONS = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::float8[], $5::float8[], $6::smallint[])
      AS save (id, fence, place, x, y, facing)
  ), held AS (${HELD})
  UPDATE characters
  SET place = given.place, x = given.x, y = given.y, facing = given.facing, updated_at = now(), lease_renewed_at = now()
  FROM given JOIN held USING (id, fence) WHERE characters.id = given.id
  RETURNING characters.id, characters.fence`;

const RENEW_LEASES = `
  WITH given AS (SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS lease (id, fence)), held AS (${HELD})
  UPDATE characters SET lease_renewed_at = now() FROM held WHERE characters.id = held.id
  RETURNING characters.id, characters.fence`;

export function makeLeaseStore(database: Database): LeaseStore {
  /** @returns characters of the leases that the statement did not find */
  async function write<L extends Lease>(
    statement: string,
    leases: L[],
    ...columns: ((lease: L) => unknown)[]
  ): Promise<string[]> {
    const given = leases.filter((lease) => isUuid(lease.characterId));
    if (given.length === 0) return leases.map((lease) => lease.characterId);
    const values = [(lease: L) => lease.characterId, (lease: L) => lease.fence, ...columns].map((column) =>
      given.map(column),
    );
    const [rows]: [{ id: string; fence: string }[]] = await database.run((manager) =>
      manager.query(statement, values),
    );
    const written = new Set(rows.map(({ id, fence }) => `${id} ${fence}`));
    return leases
      .filter(({ characterId, fence }) => !written.has(`${characterId} ${fence}`))
      .map((lease) => lease.characterId);
  }

  return {
    async takeLease(characterId, accountId, instance) {
      if (!isUuid(characterId) || !isUuid(accountId)) return null;
      return database.transaction(async (manager) => {
        const [[taken]]: [{ fence: string }[]] = await manager.query(
          `UPDATE characters SET lease_instance = $3, lease_renewed_at = now(), fence = fence + 1
           WHERE id = $1 AND account_id = $2 RETURNING fence`,
          [characterId, accountId, instance],
        );
        if (!taken) return null;
        const fence = Number(taken.fence);
        await announceLease(manager, { characterId, fence });
        return { character: (await findCharacter(manager, characterId))!, fence };
      });
    },

    async releaseLease({ characterId, fence }) {
      if (!isUuid(characterId)) return;
      await database.run((manager) =>
        manager.update(
          CharacterEntity,
          { id: characterId, fence: String(fence) },
          { leaseInstance: null, leaseRenewedAt: null },
        ),
      );
    },

    savePositions: (saves) =>
      write(
        SAVE_POSITIONS,
        saves,
        (save) => save.place,
        (save) => save.x,
        (save) => save.y,
        (save) => save.facing,
      ),

    renewLeases: (leases) => write(RENEW_LEASES, leases),
  };
}

export function findCharacter(manager: EntityManager, characterId: string): Promise<CharacterRecord | null> {
  return manager.findOne(CharacterEntity, { select: CHARACTER_RECORD, where: { id: characterId } });
}
