import type {
  AccountRecord,
  AccountStore,
  RevocationFeed,
  SessionRecord,
} from '../../src/accounts/account-store.ts';
import { nameKey } from '../../src/game/names.ts';
import { Handlers } from './handlers.ts';

interface Session extends SessionRecord {
  revoked: boolean;
}

interface Token {
  sessionId: string;
  expiresAt: Date;
  used: boolean;
}

/** Accounts and sessions in memory, with what a database would announce. */
export class MemoryAccountStore implements AccountStore, RevocationFeed {
  private readonly accounts = new Map<string, AccountRecord>();
  private readonly sessions = new Map<string, Session>();
  private readonly tokens = new Map<string, Token>();
  private readonly revocations = new Handlers<string[]>();
  private readonly deletions = new Handlers<string>();

  onSessionsRevoked(handler: (sessionIds: string[]) => void): () => void {
    return this.revocations.add(handler);
  }

  /** What hangs on an account goes with it. */
  onAccountDeleted(handler: (accountId: string) => void): () => void {
    return this.deletions.add(handler);
  }

  hasAccount(accountId: string): boolean {
    return this.accounts.has(accountId);
  }

  async createAccount(account: AccountRecord): Promise<boolean> {
    if (this.byName(account.name)) return false;
    this.accounts.set(account.id, { ...account });
    return true;
  }

  async findAccountByName(name: string): Promise<AccountRecord | null> {
    return copy(this.byName(name));
  }

  async findAccount(accountId: string): Promise<AccountRecord | null> {
    return copy(this.accounts.get(accountId));
  }

  async deleteAccount(accountId: string): Promise<boolean> {
    const sessions = this.sessionsOf(accountId).map((session) => session.id);
    for (const id of sessions) this.sessions.delete(id);
    this.announce(sessions);
    this.deletions.tell(accountId);
    return this.accounts.delete(accountId);
  }

  async createSession(
    session: SessionRecord,
    refreshTokenHash: string,
    limitPerAccount: number,
  ): Promise<boolean> {
    if (!this.accounts.has(session.accountId)) return false;
    this.sessions.set(session.id, { ...session, revoked: false });
    this.tokens.set(refreshTokenHash, { sessionId: session.id, expiresAt: session.expiresAt, used: false });
    const others = await this.listSessions(session.accountId, session.createdAt);
    const oldest = others.filter(({ id }) => id !== session.id).slice(limitPerAccount - 1);
    await this.revokeSessions(
      session.accountId,
      oldest.map(({ id }) => id),
      session.createdAt,
    );
    return true;
  }

  async findSession(sessionId: string, now: Date): Promise<SessionRecord | null> {
    const session = this.live(sessionId, now);
    return session ? toRecord(session) : null;
  }

  async endedSessions(sessionIds: string[], now: Date): Promise<string[]> {
    return sessionIds.filter((id) => !this.live(id, now));
  }

  async listSessions(accountId: string, now: Date): Promise<SessionRecord[]> {
    return this.sessionsOf(accountId)
      .filter((session) => this.live(session.id, now))
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
      .map(toRecord);
  }

  async rotateRefreshToken({
    oldHash,
    newHash,
    now,
    expiresAt,
  }: Parameters<AccountStore['rotateRefreshToken']>[0]): ReturnType<AccountStore['rotateRefreshToken']> {
    const token = this.tokens.get(oldHash);
    const session = token && this.live(token.sessionId, now);
    if (!session || token.expiresAt <= now) return { outcome: 'unknown' };
    if (token.used) {
      session.revoked = true;
      this.announce([session.id]);
      return { outcome: 'reused' };
    }
    token.used = true;
    this.tokens.set(newHash, { sessionId: session.id, expiresAt, used: false });
    session.lastUsedAt = now;
    session.expiresAt = expiresAt;
    return { outcome: 'rotated', session: toRecord(session) };
  }

  async revokeSessions(accountId: string, sessionIds: string[] | 'all', now: Date): Promise<string[]> {
    const revoked = this.sessionsOf(accountId).filter(
      (session) => this.live(session.id, now) && (sessionIds === 'all' || sessionIds.includes(session.id)),
    );
    for (const session of revoked) session.revoked = true;
    const ids = revoked.map((session) => session.id);
    this.announce(ids);
    return ids;
  }

  private announce(sessionIds: string[]): void {
    if (sessionIds.length > 0) this.revocations.tell(sessionIds);
  }

  private byName(name: string): AccountRecord | undefined {
    return [...this.accounts.values()].find((account) => nameKey(account.name) === nameKey(name));
  }

  private live(sessionId: string, now: Date): Session | undefined {
    const session = this.sessions.get(sessionId);
    return session && !session.revoked && session.expiresAt > now ? session : undefined;
  }

  private sessionsOf(accountId: string): Session[] {
    return [...this.sessions.values()].filter((session) => session.accountId === accountId);
  }
}

function copy<T extends object>(record: T | undefined): T | null {
  return record ? { ...record } : null;
}

function toRecord({ revoked: _, ...session }: Session): SessionRecord {
  return session;
}
