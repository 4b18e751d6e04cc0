import type { EntityManager } from 'typeorm';
import type { CharacterRecord, CharacterStore, Lease } from '../characters/character-store.ts';
import type { Announcements } from './announcements.ts';
import { locateCharacters, moveLeases } from './character-travel.ts';
import type { Database } from './database.ts';
import { CHARACTER_RECORD, CharacterEntity } from './entities/character.ts';
import { isUuid } from './ids.ts';
import { SET_WORLD_COLUMNS, WORLD_COLUMNS, WORLD_VALUES, worldParameters } from './world-columns.ts';

type LeaseStore = Pick<
  CharacterStore,
  | 'takeLease'
  | 'resumeLease'
  | 'releaseLease'
  | 'releaseLeases'
  | 'forsakeLease'
  | 'saveCharacters'
  | 'moveLeases'
  | 'locate'
  | 'renewLeases'
>;

/**
 * The rows whose lease is the given one. Locked in one order, so that racing batches queue up instead of blocking
 * each other; a row whose fence grew meanwhile falls out.
 */
const HELD = `
  SELECT id, fence FROM characters JOIN given USING (id, fence)
  WHERE characters.lease_instance IS NOT NULL
  ORDER BY id FOR NO KEY UPDATE OF characters`;

const SAVE_CHARACTERS = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::bigint[], ${worldParameters(3)})
      AS save (id, fence, ${WORLD_COLUMNS})
  ), held AS (${HELD})
  UPDATE characters SET ${SET_WORLD_COLUMNS}, updated_at = now(), lease_renewed_at = now()
  FROM given JOIN held USING (id, fence) WHERE characters.id = given.id
  RETURNING characters.id, characters.fence`;

/**
 * In one statement, since it stands in the way of every join: takes, and tells whoever held it. A free lease is nobody's
 * news: notifications queue up behind each other when they commit.
 */
const TAKE_LEASE = `
  WITH before AS (
    SELECT id, lease_instance IS NOT NULL AS held FROM characters
    WHERE id = $1 AND account_id = $2 FOR NO KEY UPDATE
  ), taken AS (
    UPDATE characters
    SET lease_instance = $3, lease_renewed_at = now(), lease_awaits_arrival = false, fence = fence + 1
    FROM before WHERE characters.id = before.id
    RETURNING characters.id, fence, held
  )
  SELECT fence, CASE WHEN held
    THEN pg_notify($4, json_build_object('characterId', id, 'fence', fence)::text) END AS told
  FROM taken`;

const RENEW_LEASES = `
  WITH given AS (SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS lease (id, fence)), held AS (${HELD})
  UPDATE characters SET lease_renewed_at = now() FROM held WHERE characters.id = held.id
  RETURNING characters.id, characters.fence`;

const RELEASE_LEASES = `
  WITH given AS (SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS lease (id, fence)), held AS (${HELD})
  UPDATE characters SET lease_instance = NULL, lease_renewed_at = NULL, lease_awaits_arrival = false
  FROM held WHERE characters.id = held.id
  RETURNING characters.id, characters.fence`;

const RELEASED = { leaseInstance: null, leaseRenewedAt: null, leaseAwaitsArrival: false };

/** The row of a character whose lease is ahead of it in that instance. */
function arriving(characterId: string, fence: number, instance: string) {
  return { id: characterId, fence: String(fence), leaseInstance: instance, leaseAwaitsArrival: true };
}

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
      return database.run(async (manager) => {
        const [taken]: { fence: string }[] = await manager.query(TAKE_LEASE, [
          characterId,
          accountId,
          instance,
          'lease_taken' satisfies keyof Announcements,
        ]);
        if (!taken) return null;
        return { character: (await findCharacter(manager, characterId))!, fence: Number(taken.fence) };
      });
    },

    async resumeLease({ characterId, fence }, instance) {
      if (!isUuid(characterId)) return null;
      return database.transaction(async (manager) => {
        const { affected } = await manager.update(CharacterEntity, arriving(characterId, fence, instance), {
          leaseRenewedAt: () => 'now()',
          leaseAwaitsArrival: false,
        });
        return affected ? findCharacter(manager, characterId) : null;
      });
    },

    async releaseLease(lease) {
      await write(RELEASE_LEASES, [lease]);
    },

    async releaseLeases(leases) {
      await write(RELEASE_LEASES, leases);
    },

    async forsakeLease({ characterId, fence }, instance) {
      if (!isUuid(characterId)) return;
      await database.run((manager) =>
        manager.update(CharacterEntity, arriving(characterId, fence, instance), RELEASED),
      );
    },

    moveLeases: (moves, party) => database.transaction((manager) => moveLeases(manager, moves, party)),
    locate: (characterIds) => database.run((manager) => locateCharacters(manager, characterIds)),

    saveCharacters: (saves) => write(SAVE_CHARACTERS, saves, ...WORLD_VALUES),

    renewLeases: (leases) => write(RENEW_LEASES, leases),
  };
}

export function findCharacter(manager: EntityManager, characterId: string): Promise<CharacterRecord | null> {
  return manager.findOne(CharacterEntity, { select: CHARACTER_RECORD, where: { id: characterId } });
}
