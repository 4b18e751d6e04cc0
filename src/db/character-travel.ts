import type { EntityManager } from 'typeorm';
import type { LeaseMove, MoveOutcome, PartyAsOf, Whereabouts } from '../characters/character-store.ts';
import { isUuid } from './ids.ts';
import { IN_WORLD } from './in-world.ts';
import { lockParties } from './party-membership.ts';
import { SET_WORLD_COLUMNS, WORLD_COLUMNS, WORLD_VALUES, worldParameters } from './world-columns.ts';

/** In the order of the savers' batches, which they would otherwise block and be blocked by. */
const LOCK_HELD = `
  SELECT id FROM characters
  JOIN unnest($1::uuid[], $2::bigint[]) AS given (id, fence) USING (id, fence)
  WHERE characters.lease_instance IS NOT NULL
  ORDER BY id FOR NO KEY UPDATE OF characters`;

const MOVE = `
  UPDATE characters
  SET ${SET_WORLD_COLUMNS}, updated_at = now(),
    lease_instance = given.instance, lease_renewed_at = now(), lease_awaits_arrival = true, fence = fence + 1
  FROM unnest($1::uuid[], $2::text[], ${worldParameters(3)}) AS given (id, instance, ${WORLD_COLUMNS})
  WHERE characters.id = given.id`;

const LOCATE = `
  SELECT id AS "characterId", account_id AS "accountId", name, level, place, fence,
    CASE WHEN ${IN_WORLD} THEN lease_instance END AS instance
  FROM characters AS c WHERE id = ANY ($1::uuid[])`;

/** To be called in a transaction. See `CharacterStore.moveLeases`. */
export async function moveLeases(
  manager: EntityManager,
  moves: LeaseMove[],
  party: PartyAsOf | null,
): Promise<MoveOutcome> {
  // The party first, as those do who change it: leaving a party and hopping with it wait for each other.
  const memberIds = party ? await lockMembers(manager, party.partyId) : [];
  const stale = await lockLeases(manager, moves);
  if (stale.length > 0) return { moved: false, stale };
  if (party && !isSameSet(memberIds, party.memberIds)) return { moved: false, partyChanged: true };
  await manager.query(MOVE, [
    moves.map(({ characterId }) => characterId),
    moves.map(({ instance }) => instance),
    ...WORLD_VALUES.map((column) => moves.map(column)),
  ]);
  return { moved: true };
}

/** See `CharacterStore.locate`. */
export async function locateCharacters(
  manager: EntityManager,
  characterIds: string[],
): Promise<Whereabouts[]> {
  const rows: (Omit<Whereabouts, 'fence'> & { fence: string })[] = await manager.query(LOCATE, [
    characterIds.filter(isUuid),
  ]);
  return rows.map((row) => ({ ...row, fence: Number(row.fence) }));
}

async function lockMembers(manager: EntityManager, partyId: string): Promise<string[]> {
  if (!isUuid(partyId)) return [];
  return (await lockParties(manager, [partyId])).get(partyId)?.memberIds ?? [];
}

/** @returns those whose lease is not the given one, or held by no instance */
async function lockLeases(manager: EntityManager, moves: LeaseMove[]): Promise<string[]> {
  const given = moves.filter(({ characterId }) => isUuid(characterId));
  const locked: { id: string }[] = await manager.query(LOCK_HELD, [
    given.map(({ characterId }) => characterId),
    given.map(({ fence }) => fence),
  ]);
  const held = new Set(locked.map(({ id }) => id));
  return moves.map(({ characterId }) => characterId).filter((id) => !held.has(id));
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const set = new Set(some);
  return set.size === new Set(others).size && others.every((other) => set.has(other));
}
