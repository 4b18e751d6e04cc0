import { type EntityManager, In, IsNull, MoreThan } from 'typeorm';
import type { AccountStore, SessionRecord } from '../accounts/account-store.ts';
import { announceRevoked } from './announcements.ts';
import { violates } from './connection-errors.ts';
import type { Database } from './database.ts';
import { RefreshTokenEntity } from './entities/refresh-token.ts';
import { SESSION_RECORD, SessionEntity } from './entities/session.ts';
import { isUuid } from './ids.ts';
import { rotateRefreshToken } from './refresh-token-rotation.ts';

type SessionStore = Omit<AccountStore, 'createAccount' | 'findAccountByName' | 'deleteAccount'>;

export function makeSessionStore(database: Database): SessionStore {
  return {
    async createSession(session, refreshTokenHash) {
      try {
        await database.transaction((manager) => insertSession(manager, session, refreshTokenHash));
        return true;
      } catch (error) {
        if (violates(error, 'sessions_account_fkey')) return false;
        throw error;
      }
    },

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
      return database.transaction(async (manager) => {
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
      });
    },
  };
}

/** Also forgets the account's sessions that have ended: they answer like unknown ones, and would pile up. */
async function insertSession(
  manager: EntityManager,
  session: SessionRecord,
  refreshTokenHash: string,
): Promise<void> {
  await manager.query(
    `DELETE FROM sessions WHERE id IN (
       SELECT id FROM sessions WHERE account_id = $1 AND (revoked_at IS NOT NULL OR expires_at <= $2)
       FOR UPDATE SKIP LOCKED
     )`,
    [session.accountId, session.createdAt],
  );
  await manager.insert(SessionEntity, { ...session, revokedAt: null });
  await manager.insert(RefreshTokenEntity, {
    hash: refreshTokenHash,
    sessionId: session.id,
    createdAt: session.createdAt,
    expiresAt: session.expiresAt,
    usedAt: null,
  });
}

function liveAt(now: Date) {
  return { revokedAt: IsNull(), expiresAt: MoreThan(now) };
}
