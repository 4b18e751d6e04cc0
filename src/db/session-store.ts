import { type EntityManager, In, IsNull, MoreThan, Not } from 'typeorm';
import type { AccountStore, SessionRecord } from '../accounts/account-store.ts';
import { announceRevoked } from './announcements.ts';
import type { Database } from './database.ts';
import { RefreshTokenEntity } from './entities/refresh-token.ts';
import { SESSION_RECORD, SessionEntity } from './entities/session.ts';
import { isUuid } from './ids.ts';
import { rotateRefreshToken } from './refresh-token-rotation.ts';

type SessionStore = Omit<
  AccountStore,
  'createAccount' | 'findAccount' | 'findAccountByName' | 'deleteAccount'
>;

const FORGOTTEN_PER_LOGIN = 50;

export function makeSessionStore(database: Database): SessionStore {
  return {
    createSession: (session, refreshTokenHash, limitPerAccount) =>
      database.transaction(async (manager) => {
        if (!(await lockAccount(manager, session.accountId))) return false;
        await forgetEnded(manager, session.createdAt);
        await insertSession(manager, session, refreshTokenHash);
        await revokeOldest(manager, session, limitPerAccount);
        return true;
      }),

    async findSession(sessionId, now) {
      if (!isUuid(sessionId)) return null;
      return database.run((manager) =>
        manager.findOne(SessionEntity, { select: SESSION_RECORD, where: { id: sessionId, ...liveAt(now) } }),
      );
    },

    async endedSessions(sessionIds, now) {
      const rows = await database.run((manager) =>
        manager.find(SessionEntity, {
          select: { id: true },
          where: { id: In(sessionIds.filter(isUuid)), ...liveAt(now) },
        }),
      );
      const live = new Set(rows.map((row) => row.id));
      return sessionIds.filter((id) => !live.has(id));
    },

    async listSessions(accountId, now) {
      if (!isUuid(accountId)) return [];
      return database.run((manager) =>
        manager.find(SessionEntity, {
          select: SESSION_RECORD,
          where: { accountId, ...liveAt(now) },
          order: { createdAt: 'DESC', id: 'DESC' },
        }),
      );
    },

    rotateRefreshToken: (rotation) =>
      database.transaction((manager) => rotateRefreshToken(manager, rotation)),

    async revokeSessions(accountId, sessionIds, now) {
      if (!isUuid(accountId)) return [];
      return database.transaction((manager) => revoke(manager, accountId, sessionIds, now));
    },
  };
}

/** Logins of one account take turns: racing ones would each see too few sessions to end the oldest. */
async function lockAccount(manager: EntityManager, accountId: string): Promise<boolean> {
  const rows: unknown[] = await manager.query('SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [
    accountId,
  ]);
  return rows.length > 0;
}

/**
 * Sessions that have ended answer like unknown ones, and would pile up. Each login forgets some, of whatever account:
 * more than it leaves behind, and few enough to cost little.
 */
async function forgetEnded(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    `DELETE FROM sessions WHERE id IN (
       SELECT id FROM sessions WHERE least(revoked_at, expires_at) <= $1
       ORDER BY least(revoked_at, expires_at) LIMIT $2 FOR UPDATE SKIP LOCKED
     )`,
    [now, FORGOTTEN_PER_LOGIN],
  );
}

async function insertSession(
  manager: EntityManager,
  session: SessionRecord,
  refreshTokenHash: string,
): Promise<void> {
  await manager.insert(SessionEntity, { ...session, revokedAt: null });
  await manager.insert(RefreshTokenEntity, {
    hash: refreshTokenHash,
    sessionId: session.id,
    createdAt: session.createdAt,
    expiresAt: session.expiresAt,
    usedAt: null,
  });
}

/** The new session stays, whatever the clocks of the processes say. */
async function revokeOldest(
  manager: EntityManager,
  { id, accountId, createdAt: now }: SessionRecord,
  limitPerAccount: number,
): Promise<void> {
  const beyond = await manager.find(SessionEntity, {
    select: { id: true },
    where: { id: Not(id), accountId, ...liveAt(now) },
    order: { createdAt: 'DESC', id: 'DESC' },
    skip: limitPerAccount - 1,
  });
  const oldest = beyond.map((session) => session.id);
  if (oldest.length > 0) await revoke(manager, accountId, oldest, now);
}

/** Announces them too. @returns ids of those that lived */
async function revoke(
  manager: EntityManager,
  accountId: string,
  sessionIds: string[] | 'all',
  now: Date,
): Promise<string[]> {
  // Locked in one order, so that racing calls queue up instead of blocking each other.
  const rows: { id: string }[] = await manager.query(
    `WITH ending AS (
       SELECT id FROM sessions
       WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($3::uuid[] IS NULL OR id = ANY ($3))
       ORDER BY id FOR NO KEY UPDATE
     ), ended AS (
       UPDATE sessions SET revoked_at = $2 FROM ending WHERE sessions.id = ending.id RETURNING sessions.id
     )
     SELECT id FROM ended`,
    [accountId, now, sessionIds === 'all' ? null : sessionIds.filter(isUuid)],
  );
  const revoked = rows.map((row) => row.id);
  await announceRevoked(manager, revoked);
  return revoked;
}

function liveAt(now: Date) {
  return { revokedAt: IsNull(), expiresAt: MoreThan(now) };
}
