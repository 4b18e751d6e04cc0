import type { EntityManager } from 'typeorm';
import type { Company, Friend, FriendLists } from '../social/friend-store.ts';
import { isUuid } from './ids.ts';
import { IN_WORLD } from './in-world.ts';

interface ListRow extends Omit<Friend, 'since'> {
  list: keyof FriendLists;
  at: Date;
}

/** One statement, so that nobody is seen in two lists or in none while a request is being answered. */
const LISTS = `
  SELECT list, at, c.id AS "characterId", c.name, c.level, c.class_id AS "classId",
    CASE WHEN ${IN_WORLD} THEN c.place END AS place
  FROM (
    SELECT 'friends' AS list, friend_id AS id, since AS at FROM friendships WHERE character_id = $1
    UNION ALL
    SELECT 'incoming', from_id, requested_at FROM friend_requests WHERE to_id = $1
    UNION ALL
    SELECT 'outgoing', to_id, requested_at FROM friend_requests WHERE from_id = $1
    UNION ALL
    SELECT 'blocked', blocked_id, blocked_at FROM blocks WHERE character_id = $1
  ) AS listed JOIN characters AS c USING (id)
  ORDER BY at, c.name_key`;

/**
 * $1: place, $2: characters. Runs at every join, and so reads indexes alone: OFFSET 0 keeps the planner from reading every
 * character instead of looking each one up.
 */
export const COMPANY_IN = `
  SELECT kind, instance
  FROM (
    SELECT 'friends' AS kind, friend_id AS id FROM friendships WHERE character_id = ANY ($2::uuid[])
    UNION
    SELECT 'blocked', blocked_id FROM blocks WHERE character_id = ANY ($2::uuid[])
    UNION
    SELECT 'blocked', character_id FROM blocks WHERE blocked_id = ANY ($2::uuid[])
  ) AS company
  CROSS JOIN LATERAL (
    SELECT c.lease_instance AS instance FROM characters AS c
    WHERE c.id = company.id AND c.place = $1 AND ${IN_WORLD} OFFSET 0
  ) AS whereabouts
  WHERE company.id <> ALL ($2::uuid[])`;

export async function findFriendLists(manager: EntityManager, characterId: string): Promise<FriendLists> {
  const rows: ListRow[] = await manager.query(LISTS, [characterId]);
  const of = (list: keyof FriendLists) => rows.filter((row) => row.list === list);
  const request = ({ characterId, name, at }: ListRow) => ({ characterId, name, at });
  return {
    friends: of('friends').map(({ list, at, ...friend }) => ({ ...friend, since: at })),
    incoming: of('incoming').map(request),
    outgoing: of('outgoing').map(request),
    blocked: of('blocked').map(({ characterId, name }) => ({ characterId, name })),
  };
}

export async function findCompany(
  manager: EntityManager,
  place: string,
  characterIds: string[],
): Promise<Company> {
  const rows: { kind: keyof Company; instance: string }[] = await manager.query(COMPANY_IN, [
    place,
    characterIds.filter(isUuid),
  ]);
  const of = (kind: keyof Company) => rows.filter((row) => row.kind === kind).map(({ instance }) => instance);
  return { friends: of('friends'), blocked: of('blocked') };
}
