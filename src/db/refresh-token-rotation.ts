import { type EntityManager, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import type { AccountStore, SessionRecord } from '../accounts/account-store.ts';
import { announceRevoked } from './announcements.ts';
import { RefreshTokenEntity } from './entities/refresh-token.ts';
import { SESSION_RECORD, SessionEntity } from './entities/session.ts';

type Rotate = AccountStore['rotateRefreshToken'];

/** Inside a transaction. The lock on the session serialises everything that happens to its family of tokens. */
export async function rotateRefreshToken(
  manager: EntityManager,
  { oldHash, newHash, now, expiresAt }: Parameters<Rotate>[0],
): ReturnType<Rotate> {
  const session = await lockSessionOf(manager, oldHash, now);
  // Read only now: before the lock was ours, somebody else may have used it.
  const token = await manager.findOneBy(RefreshTokenEntity, { hash: oldHash, expiresAt: MoreThan(now) });
  if (!session || !token) return { outcome: 'unknown' };

  if (token.usedAt) {
    await manager.update(SessionEntity, { id: session.id }, { revokedAt: now });
    await announceRevoked(manager, [session.id]);
    return { outcome: 'reused' };
  }

  await manager.update(RefreshTokenEntity, { hash: oldHash }, { usedAt: now });
  await manager.delete(RefreshTokenEntity, { sessionId: session.id, expiresAt: LessThanOrEqual(now) });
  await manager.insert(RefreshTokenEntity, {
    hash: newHash,
    sessionId: session.id,
    createdAt: now,
    expiresAt,
    usedAt: null,
  });
  await manager.update(SessionEntity, { id: session.id }, { lastUsedAt: now, expiresAt });
  return { outcome: 'rotated', session: { ...session, lastUsedAt: now, expiresAt } };
}

async function lockSessionOf(
  manager: EntityManager,
  tokenHash: string,
  now: Date,
): Promise<SessionRecord | null> {
  const token = await manager.findOneBy(RefreshTokenEntity, { hash: tokenHash });
  if (!token) return null;
  return manager.findOne(SessionEntity, {
    select: SESSION_RECORD,
    where: { id: token.sessionId, revokedAt: IsNull(), expiresAt: MoreThan(now) },
    lock: { mode: 'pessimistic_write' },
  });
}
