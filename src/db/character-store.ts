import type { EntityManager } from 'typeorm';
import {
  type CharacterRecord,
  type CharacterStore,
  LEASE_TIMEOUT_SEC,
} from '../characters/character-store.ts';
import { nameKey } from '../game/names.ts';
import { findCharacter, makeLeaseStore } from './character-leases.ts';
import type { Database } from './database.ts';
import { AccountEntity } from './entities/account.ts';
import { CHARACTER_RECORD, CharacterEntity } from './entities/character.ts';
import { isUuid } from './ids.ts';
import { discardEverything } from './inventory-discard.ts';
import { operate } from './ledger/operation.ts';
import { endTraders, lockListingsOf } from './market/end-of-trader.ts';
import { leaveParty } from './party-membership.ts';

export function makeCharacterStore(database: Database): CharacterStore {
  return {
    ...makeLeaseStore(database),
    create: (character, limit) =>
      database.transaction((manager) => insertCharacter(manager, character, limit)),

    async listByAccount(accountId) {
      if (!isUuid(accountId)) return [];
      return database.run((manager) =>
        manager.find(CharacterEntity, {
          select: CHARACTER_RECORD,
          where: { accountId },
          order: { createdAt: 'ASC', id: 'ASC' },
        }),
      );
    },

    async find(characterId) {
      if (!isUuid(characterId)) return null;
      return database.run((manager) => findCharacter(manager, characterId));
    },

    findByName: (name) =>
      database.run((manager) =>
        manager.findOne(CharacterEntity, { select: CHARACTER_RECORD, where: { nameKey: nameKey(name) } }),
      ),

    async delete(characterId, accountId) {
      if (!isUuid(characterId) || !isUuid(accountId)) return 'not_found';
      return endCharacter(database, characterId, accountId);
    },
  };
}

async function insertCharacter(
  manager: EntityManager,
  character: CharacterRecord,
  limit: number,
): ReturnType<CharacterStore['create']> {
  if (!isUuid(character.accountId)) return 'account_gone';
  // The lock on the account makes racing creations of one account count one after the other.
  const account = await manager.findOne(AccountEntity, {
    where: { id: character.accountId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!account) return 'account_gone';
  const count = await manager.countBy(CharacterEntity, { accountId: character.accountId });
  if (count >= limit) return 'limit_reached';
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(CharacterEntity)
    .values({ ...character, nameKey: nameKey(character.name) })
    .orIgnore()
    .returning('id')
    .execute();
  return inserted.raw.length === 1 ? 'created' : 'name_taken';
}

/** In one operation with its belongings, so that nothing is left behind that belongs to nobody. */
async function endCharacter(
  database: Database,
  characterId: string,
  accountId: string,
): ReturnType<CharacterStore['delete']> {
  const request = { key: `end:${characterId}`, kind: 'end', actorId: accountId, body: { characterId } };
  try {
    const { replayed } = await operate(database, request, async (scope) => {
      await lockListingsOf(scope.manager, [characterId]);
      const outcome = await deleteCharacter(scope.manager, characterId, accountId);
      if (outcome !== 'deleted') throw new Undeleted(outcome);
      const { owners, returned } = await endTraders(scope.manager, [characterId], new Date());
      await discardEverything(scope, [{ kind: 'character', id: characterId }, ...owners], returned);
    });
    return replayed ? 'not_found' : 'deleted';
  } catch (error) {
    if (error instanceof Undeleted) return error.outcome;
    throw error;
  }
}

/** Undoes the operation. */
class Undeleted extends Error {
  readonly outcome: 'not_found' | 'in_world';

  constructor(outcome: 'not_found' | 'in_world') {
    super(outcome);
    this.outcome = outcome;
  }
}

async function deleteCharacter(
  manager: EntityManager,
  characterId: string,
  accountId: string,
): ReturnType<CharacterStore['delete']> {
  const rows: { held: boolean }[] = await manager.query(
    `SELECT lease_instance IS NOT NULL AND lease_renewed_at > now() - make_interval(secs => $3) AS held
     FROM characters WHERE id = $1 AND account_id = $2 FOR UPDATE`,
    [characterId, accountId, LEASE_TIMEOUT_SEC],
  );
  const [character] = rows;
  if (!character) return 'not_found';
  if (character.held) return 'in_world';
  await leaveParty(manager, characterId);
  await manager.delete(CharacterEntity, { id: characterId });
  return 'deleted';
}
