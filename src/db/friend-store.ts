import type { EntityManager } from 'typeorm';
import { BLOCKS_LIMIT, FRIENDS_LIMIT, type FriendStore } from '../social/friend-store.ts';
import { announceSocial } from './announcements.ts';
import { areBlocked } from './blocks.ts';
import type { Database } from './database.ts';
import { findCompany, findFriendLists } from './friend-lists.ts';
import { isUuid } from './ids.ts';

export function makeFriendStore(database: Database): FriendStore {
  /** @returns null when one of the two does not exist */
  async function between<T>(
    one: string,
    other: string,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T | null> {
    if (!isUuid(one) || !isUuid(other)) return null;
    return database.transaction(async (manager) =>
      (await lockBoth(manager, one, other)) ? work(manager) : null,
    );
  }

  return {
    async lists(characterId) {
      if (!isUuid(characterId)) return { friends: [], incoming: [], outgoing: [], blocked: [] };
      return database.run((manager) => findFriendLists(manager, characterId));
    },

    async request(by, to, now) {
      return (await between(by, to, (manager) => request(manager, by, to, now))) ?? 'not_found';
    },

    async accept(characterId, from, now) {
      const accepted = await between(characterId, from, async (manager) =>
        (await hasRequested(manager, from, characterId))
          ? befriend(manager, characterId, from, now)
          : 'not_found',
      );
      return accepted ?? 'not_found';
    },

    async remove(characterId, other) {
      const removed = await between(characterId, other, async (manager) => {
        if (!(await part(manager, characterId, other))) return 'not_found';
        await announceSocial(manager, 'friends', [characterId, other]);
        return 'removed';
      });
      return removed ?? 'not_found';
    },

    async block(characterId, other, now) {
      return (
        (await between(characterId, other, (manager) => block(manager, characterId, other, now))) ??
        'not_found'
      );
    },

    async unblock(characterId, other) {
      const unblocked = await between(characterId, other, async (manager) => {
        const sql = 'DELETE FROM blocks WHERE character_id = $1 AND blocked_id = $2';
        const [, deleted]: [unknown, number] = await manager.query(sql, [characterId, other]);
        if (deleted === 0) return 'not_found';
        await announceSocial(manager, 'friends', [characterId]);
        return 'unblocked';
      });
      return unblocked ?? 'not_found';
    },

    companyIn: (place, characterIds) => database.run((manager) => findCompany(manager, place, characterIds)),
  };
}

/**
 * What is between two characters changes one after the other, and so do their counts. In the order in which savers lock, who
 * would otherwise block and be blocked. @returns whether they are two that exist
 */
async function lockBoth(manager: EntityManager, one: string, other: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT id FROM characters WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE',
    [one, other],
  );
  return rows.length === 2;
}

async function request(
  manager: EntityManager,
  by: string,
  to: string,
  now: Date,
): ReturnType<FriendStore['request']> {
  if (await areBlocked(manager, by, to)) return 'blocked';
  if ((await areFriends(manager, by, to)) || (await hasRequested(manager, by, to))) return 'already';
  if (await hasRequested(manager, to, by)) return befriend(manager, by, to, now);
  const from = await countTies(manager, by);
  const target = await countTies(manager, to);
  if (from.friends + from.outgoing >= FRIENDS_LIMIT) return 'limit_reached';
  if (target.friends + target.incoming >= FRIENDS_LIMIT) return 'limit_reached';
  await manager.query('INSERT INTO friend_requests (from_id, to_id, requested_at) VALUES ($1, $2, $3)', [
    by,
    to,
    now,
  ]);
  await announceSocial(manager, 'friends', [by, to]);
  return 'requested';
}

/** The request that stands between them becomes a friendship. */
async function befriend(
  manager: EntityManager,
  one: string,
  other: string,
  now: Date,
): ReturnType<FriendStore['accept']> {
  for (const side of [one, other]) {
    if ((await countTies(manager, side)).friends >= FRIENDS_LIMIT) return 'limit_reached';
  }
  await part(manager, one, other);
  await manager.query(
    'INSERT INTO friendships (character_id, friend_id, since) VALUES ($1, $2, $3), ($2, $1, $3)',
    [one, other, now],
  );
  await announceSocial(manager, 'friends', [one, other]);
  return 'friends';
}

/** Ends friendship and requests between two. @returns whether there were any */
async function part(manager: EntityManager, one: string, other: string): Promise<boolean> {
  const [, friendships]: [unknown, number] = await manager.query(
    'DELETE FROM friendships WHERE (character_id, friend_id) IN (($1, $2), ($2, $1))',
    [one, other],
  );
  const [, requests]: [unknown, number] = await manager.query(
    'DELETE FROM friend_requests WHERE (from_id, to_id) IN (($1, $2), ($2, $1))',
    [one, other],
  );
  return friendships + requests > 0;
}

/** Only the blocker is told: the other one shall not learn of it at once. */
async function block(
  manager: EntityManager,
  characterId: string,
  other: string,
  now: Date,
): ReturnType<FriendStore['block']> {
  const [{ count }]: [{ count: number }] = await manager.query(
    'SELECT count(*)::integer AS count FROM blocks WHERE character_id = $1 AND blocked_id <> $2',
    [characterId, other],
  );
  if (count >= BLOCKS_LIMIT) return 'limit_reached';
  await manager.query(
    `INSERT INTO blocks (character_id, blocked_id, blocked_at) VALUES ($1, $2, $3)
     ON CONFLICT (character_id, blocked_id) DO NOTHING`,
    [characterId, other, now],
  );
  await part(manager, characterId, other);
  await announceSocial(manager, 'friends', [characterId]);
  // Invitations between the two are open no more.
  await announceSocial(manager, 'invite', [characterId]);
  return 'blocked';
}

async function areFriends(manager: EntityManager, one: string, other: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT FROM friendships WHERE character_id = $1 AND friend_id = $2',
    [one, other],
  );
  return rows.length > 0;
}

async function hasRequested(manager: EntityManager, from: string, to: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT FROM friend_requests WHERE from_id = $1 AND to_id = $2',
    [from, to],
  );
  return rows.length > 0;
}

async function countTies(
  manager: EntityManager,
  characterId: string,
): Promise<{ friends: number; incoming: number; outgoing: number }> {
  const [counts] = await manager.query(
    `SELECT (SELECT count(*)::integer FROM friendships WHERE character_id = $1) AS friends,
       (SELECT count(*)::integer FROM friend_requests WHERE to_id = $1) AS incoming,
       (SELECT count(*)::integer FROM friend_requests WHERE from_id = $1) AS outgoing`,
    [characterId],
  );
  return counts;
}
