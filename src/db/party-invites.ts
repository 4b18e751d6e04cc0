import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  INVITE_TIMEOUT_SEC,
  INVITES_PER_PARTY,
  PARTY_MAX_MEMBERS,
  type PartyInvite,
  type PartyStore,
} from '../social/party-store.ts';
import { announceSocial } from './announcements.ts';
import { areBlocked } from './blocks.ts';
import { holdCharacters, type LockedParty, lockPartyOrSeedOf } from './party-membership.ts';

/** Of `party_invites` to the character $1 at the time $2. A block that comes later than an invitation hides it too. */
const OPEN = `
  invited_id = $1 AND expires_at > $2 AND NOT EXISTS (
    SELECT FROM blocks
    WHERE (character_id, blocked_id) IN ((invited_id, from_id), (from_id, invited_id))
  )`;

export function findOpenInvites(
  manager: EntityManager,
  characterId: string,
  now: Date,
): Promise<PartyInvite[]> {
  return manager.query(
    `SELECT party_id AS "partyId", from_id AS "fromId", name AS from, expires_at AS "expiresAt"
     FROM party_invites JOIN characters ON characters.id = from_id
     WHERE ${OPEN} ORDER BY expires_at, party_id`,
    [characterId, now],
  );
}

export async function isInvited(
  manager: EntityManager,
  characterId: string,
  partyId: string,
  now: Date,
): Promise<boolean> {
  const rows: unknown[] = await manager.query(`SELECT FROM party_invites WHERE ${OPEN} AND party_id = $3`, [
    characterId,
    now,
    partyId,
  ]);
  return rows.length > 0;
}

/** @returns whether it was open */
export async function deleteInvite(
  manager: EntityManager,
  characterId: string,
  partyId: string,
  now: Date,
): Promise<boolean> {
  const [, deleted]: [unknown, number] = await manager.query(
    `DELETE FROM party_invites WHERE ${OPEN} AND party_id = $3`,
    [characterId, now, partyId],
  );
  return deleted > 0;
}

/** To be called in a transaction. See `PartyStore.invite`. */
export async function inviteToParty(
  manager: EntityManager,
  by: string,
  invited: string,
  now: Date,
): ReturnType<PartyStore['invite']> {
  if (!(await holdCharacters(manager, [by, invited]))) return 'not_found';
  if (await areBlocked(manager, by, invited)) return 'blocked';
  if (await isInParty(manager, invited)) return 'in_party';
  const party = await lockPartyToInviteTo(manager, by);
  if (party.leaderId !== by) return 'not_leader';
  if (party.memberIds.length >= PARTY_MAX_MEMBERS) return 'full';
  if ((await countOthersInvited(manager, party.id, invited, now)) >= INVITES_PER_PARTY) return 'too_many';
  await manager.query(
    `INSERT INTO party_invites (party_id, invited_id, from_id, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (party_id, invited_id) DO UPDATE SET from_id = $3, expires_at = $4`,
    [party.id, invited, by, new Date(now.getTime() + INVITE_TIMEOUT_SEC * 1000)],
  );
  await announceSocial(manager, 'invite', [invited]);
  return 'invited';
}

/** Makes a seed for who is in no party. */
async function lockPartyToInviteTo(manager: EntityManager, characterId: string): Promise<LockedParty> {
  for (;;) {
    const party = await lockPartyOrSeedOf(manager, characterId);
    if (party) return party;
    // Who joined a party at this very moment keeps that one, and the next turn finds it.
    await manager.query(
      `WITH member AS (
         INSERT INTO party_members (character_id, party_id) VALUES ($1, $2)
         ON CONFLICT (character_id) DO NOTHING RETURNING party_id
       )
       INSERT INTO parties (id) SELECT party_id FROM member`,
      [characterId, randomUUID()],
    );
  }
}

async function isInParty(manager: EntityManager, characterId: string): Promise<boolean> {
  const others: unknown[] = await manager.query(
    `SELECT FROM party_members AS own JOIN party_members AS other USING (party_id)
     WHERE own.character_id = $1 AND other.character_id <> $1 LIMIT 1`,
    [characterId],
  );
  return others.length > 0;
}

async function countOthersInvited(
  manager: EntityManager,
  partyId: string,
  invitedId: string,
  now: Date,
): Promise<number> {
  await manager.query('DELETE FROM party_invites WHERE party_id = $1 AND expires_at <= $2', [partyId, now]);
  const [{ count }]: [{ count: number }] = await manager.query(
    'SELECT count(*)::integer AS count FROM party_invites WHERE party_id = $1 AND invited_id <> $2',
    [partyId, invitedId],
  );
  return count;
}
