import type { EntityManager } from 'typeorm';
import { announceSocial } from './announcements.ts';

/** A party whose row is locked: until the transaction ends nobody else changes its members. */
export interface LockedParty {
  id: string;
  leaderId: string;
  /** Oldest first. */
  memberIds: string[];
}

interface MemberRow {
  characterId: string;
  appointedId: string | null;
}

/**
 * Keeps characters from being deleted until the transaction ends, and lets everybody else write them. Before any party is
 * locked, since who deletes a character goes in the same order.
 * @returns whether all of them exist
 */
export async function holdCharacters(manager: EntityManager, ids: string[]): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT id FROM characters WHERE id = ANY ($1::uuid[]) ORDER BY id FOR KEY SHARE',
    [ids],
  );
  return rows.length === ids.length;
}

export async function lockPartyOf(manager: EntityManager, characterId: string): Promise<LockedParty | null> {
  const party = await lockPartyOrSeedOf(manager, characterId);
  return party && party.memberIds.length > 1 ? party : null;
}

/** A seed has one member: who invited others and waits for an answer, or whom a deleted character left behind. */
export async function lockPartyOrSeedOf(
  manager: EntityManager,
  characterId: string,
): Promise<LockedParty | null> {
  const partyId = await partyIdOf(manager, characterId);
  if (partyId === null) return null;
  const party = (await lockParties(manager, [partyId])).get(partyId);
  return party?.memberIds.includes(characterId) ? party : null;
}

export async function partyIdOf(manager: EntityManager, characterId: string): Promise<string | null> {
  const rows: { id: string }[] = await manager.query(
    'SELECT party_id AS id FROM party_members WHERE character_id = $1',
    [characterId],
  );
  return rows[0]?.id ?? null;
}

/** In one order, whoever asks. @returns those that exist and have members, by id */
export async function lockParties(manager: EntityManager, ids: string[]): Promise<Map<string, LockedParty>> {
  await manager.query('SELECT FROM parties WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  // A statement of its own: the one that waited for the lock saw the members of before.
  const rows: (MemberRow & { id: string })[] = await manager.query(
    `SELECT parties.id, leader_id AS "appointedId", character_id AS "characterId"
     FROM parties JOIN party_members ON party_id = parties.id
     WHERE parties.id = ANY ($1::uuid[]) ORDER BY position`,
    [ids],
  );
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, members]) => [
      id,
      { id, leaderId: leaderOf(members), memberIds: members.map(({ characterId }) => characterId) },
    ]),
  );
}

/** @param members oldest first, at least one */
export function leaderOf(members: MemberRow[]): string {
  return members[0]!.appointedId ?? members[0]!.characterId;
}

/** @returns whether the character was in a party */
export async function leaveParty(manager: EntityManager, characterId: string): Promise<boolean> {
  const party = await lockPartyOf(manager, characterId);
  if (party) await removeMember(manager, party, characterId);
  return party !== null;
}

/** Tells everybody whom it concerns. The rest of a party of two is no party, and ends too. */
export async function removeMember(
  manager: EntityManager,
  party: LockedParty,
  characterId: string,
): Promise<void> {
  if (party.memberIds.length <= 2) return dissolve(manager, party);
  const invited: { id: string }[] = await manager.query(
    'SELECT invited_id AS id FROM party_invites WHERE party_id = $1 AND from_id = $2',
    [party.id, characterId],
  );
  await manager.query('DELETE FROM party_members WHERE character_id = $1', [characterId]);
  await announceSocial(
    manager,
    'invite',
    invited.map(({ id }) => id),
  );
  await announceSocial(manager, 'party', party.memberIds);
}

/** Takes its invitations along, and tells everybody whom it concerns. */
export async function dissolve(manager: EntityManager, party: LockedParty): Promise<void> {
  const invited: { id: string }[] = await manager.query(
    'SELECT invited_id AS id FROM party_invites WHERE party_id = $1',
    [party.id],
  );
  await manager.query('DELETE FROM parties WHERE id = $1', [party.id]);
  await announceSocial(
    manager,
    'invite',
    invited.map(({ id }) => id),
  );
  await announceSocial(manager, 'party', party.memberIds);
}
