import type { EntityManager } from 'typeorm';
import { PARTY_MAX_MEMBERS, type Party, type PartyMember, type PartyStore } from '../social/party-store.ts';
import { announceSocial } from './announcements.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { IN_WORLD } from './in-world.ts';
import { deleteInvite, findOpenInvites, inviteToParty, isInvited } from './party-invites.ts';
import {
  dissolve,
  holdCharacters,
  type LockedParty,
  leaderOf,
  leaveParty,
  lockParties,
  lockPartyOf,
  partyIdOf,
  removeMember,
} from './party-membership.ts';

export function makePartyStore(database: Database): PartyStore {
  return {
    async of(characterId) {
      if (!isUuid(characterId)) return null;
      return database.run((manager) => findParty(manager, characterId));
    },

    async invitesFor(characterId, now) {
      if (!isUuid(characterId)) return [];
      return database.run((manager) => findOpenInvites(manager, characterId, now));
    },

    async invite(by, invited, now) {
      if (!isUuid(by) || !isUuid(invited)) return 'not_found';
      return database.transaction((manager) => inviteToParty(manager, by, invited, now));
    },

    async accept(characterId, partyId, now) {
      if (!isUuid(characterId) || !isUuid(partyId)) return 'gone';
      return database.transaction((manager) => joinParty(manager, characterId, partyId, now));
    },

    async decline(characterId, partyId, now) {
      if (!isUuid(characterId) || !isUuid(partyId)) return 'gone';
      return database.transaction(async (manager) => {
        if (!(await deleteInvite(manager, characterId, partyId, now))) return 'gone';
        await announceSocial(manager, 'invite', [characterId]);
        return 'declined';
      });
    },

    async leave(characterId) {
      if (!isUuid(characterId)) return 'not_in_party';
      return database.transaction(async (manager) =>
        (await leaveParty(manager, characterId)) ? 'left' : 'not_in_party',
      );
    },

    kick: (by, characterId) =>
      leadingMember(database, by, characterId, async (manager, party) => {
        await removeMember(manager, party, characterId);
        return 'kicked';
      }),

    lead: (by, characterId) =>
      leadingMember(database, by, characterId, async (manager, party) => {
        await manager.query('UPDATE parties SET leader_id = $2 WHERE id = $1', [party.id, characterId]);
        await announceSocial(manager, 'party', party.memberIds);
        return 'done';
      }),

    disband: (by) =>
      leading(database, by, async (manager, party) => {
        await dissolve(manager, party);
        return 'disbanded';
      }),
  };
}

/** Does with a party, which stays locked meanwhile, what its leader alone may do. */
async function leading<R extends string>(
  database: Database,
  by: string,
  act: (manager: EntityManager, party: LockedParty) => Promise<R>,
): Promise<R | 'not_in_party' | 'not_leader'> {
  if (!isUuid(by)) return 'not_in_party';
  return database.transaction(async (manager) => {
    const party = await lockPartyOf(manager, by);
    if (!party) return 'not_in_party';
    if (party.leaderId !== by) return 'not_leader';
    return act(manager, party);
  });
}

/** As `leading`, with somebody of the party. */
function leadingMember<R extends string>(
  database: Database,
  by: string,
  characterId: string,
  act: (manager: EntityManager, party: LockedParty) => Promise<R>,
): Promise<R | 'not_in_party' | 'not_leader'> {
  return leading(database, by, async (manager, party) =>
    party.memberIds.includes(characterId) ? act(manager, party) : 'not_in_party',
  );
}

async function findParty(manager: EntityManager, characterId: string): Promise<Party | null> {
  const rows: (PartyMember & { partyId: string; appointedId: string | null })[] = await manager.query(
    `SELECT parties.id AS "partyId", leader_id AS "appointedId", c.id AS "characterId", c.name, c.level,
       c.class_id AS "classId", CASE WHEN ${IN_WORLD} THEN c.place END AS place,
       CASE WHEN ${IN_WORLD} THEN c.lease_instance END AS instance
     FROM party_members AS own
     JOIN parties ON parties.id = own.party_id
     JOIN party_members AS member ON member.party_id = parties.id
     JOIN characters AS c ON c.id = member.character_id
     WHERE own.character_id = $1 ORDER BY member.position`,
    [characterId],
  );
  if (rows.length < 2) return null;
  return {
    id: rows[0]!.partyId,
    leaderId: leaderOf(rows),
    members: rows.map(({ partyId, appointedId, ...member }) => member),
  };
}

async function joinParty(
  manager: EntityManager,
  characterId: string,
  partyId: string,
  now: Date,
): ReturnType<PartyStore['accept']> {
  if (!(await holdCharacters(manager, [characterId]))) return 'gone';
  const ownId = await partyIdOf(manager, characterId);
  const locked = await lockParties(manager, ownId === null ? [partyId] : [partyId, ownId]);
  const party = locked.get(partyId);
  if (!party || !(await isInvited(manager, characterId, partyId, now))) return 'gone';
  const own = ownId === null ? undefined : locked.get(ownId);
  if (own?.memberIds.includes(characterId)) {
    if (own.memberIds.length > 1) return 'in_party';
    if (party.memberIds.length >= PARTY_MAX_MEMBERS) return 'full';
    // It was alone and had invited others itself.
    await dissolve(manager, own);
  }
  if (party.memberIds.length >= PARTY_MAX_MEMBERS) return 'full';
  const joined: unknown[] = await manager.query(
    `INSERT INTO party_members (character_id, party_id) VALUES ($1, $2)
     ON CONFLICT (character_id) DO NOTHING RETURNING character_id`,
    [characterId, partyId],
  );
  // It joined another one meanwhile.
  if (joined.length === 0) return 'in_party';
  await manager.query('DELETE FROM party_invites WHERE invited_id = $1', [characterId]);
  await announceSocial(manager, 'party', [...party.memberIds, characterId]);
  await announceSocial(manager, 'invite', [characterId]);
  return 'joined';
}
