/** What the accounts domain needs of its storage. Implemented in `src/db/` and, for tests, in memory. */

export interface AccountRecord {
  id: string;
  name: string;
  passwordHash: string;
  createdAt: Date;
}

/** One device's login. */
export interface SessionRecord {
  id: string;
  accountId: string;
  /** What the client says of itself, for the person's session list. */
  device: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

export interface AccountStore {
  /** Names are unique whatever their case. @returns false when the name is taken; then nothing is stored. */
  createAccount(account: AccountRecord): Promise<boolean>;
  findAccountByName(name: string): Promise<AccountRecord | null>;
  findAccount(accountId: string): Promise<AccountRecord | null>;
  /**
   * Removes the account with its sessions, its characters and all that was theirs; its revoked sessions are announced.
   * @returns false when there is no such account
   */
  deleteAccount(accountId: string): Promise<boolean>;

  /**
   * Of the account's live sessions the newest stay, at most `limitPerAccount` with this one; the others are revoked and
   * announced in the same transaction. @returns false when the account is gone.
   */
  createSession(session: SessionRecord, refreshTokenHash: string, limitPerAccount: number): Promise<boolean>;
  /** Null when it does not exist, was revoked, has expired before `now`, or its account is gone. */
  findSession(sessionId: string, now: Date): Promise<SessionRecord | null>;
  /** Those of the given sessions that `findSession` would not find. */
  endedSessions(sessionIds: string[], now: Date): Promise<string[]>;
  /** Live sessions of an account, newest first. */
  listSessions(accountId: string, now: Date): Promise<SessionRecord[]>;

  /**
   * Replaces a refresh token by the next one, in one transaction that serialises racing calls.
   * 'rotated': done, with the session. 'reused': the token was used before; the session (the whole family) is now
   * revoked and announced. 'unknown': no such token, or its session has ended.
   */
  rotateRefreshToken(rotation: {
    oldHash: string;
    newHash: string;
    now: Date;
    expiresAt: Date;
  }): Promise<{ outcome: 'rotated'; session: SessionRecord } | { outcome: 'reused' | 'unknown' }>;

  /** Revokes those of the given sessions that belong to the account, and announces them. @returns the ids revoked. */
  revokeSessions(accountId: string, sessionIds: string[] | 'all', now: Date): Promise<string[]>;
}

/** Tells every process of revoked sessions, including those revoked by other processes. */
export interface RevocationFeed {
  /** @returns a function that ends the subscription. */
  onSessionsRevoked(handler: (sessionIds: string[]) => void): () => void;
}

/** Counts attempts over all processes. */
export interface AttemptLimiter {
  /** Counts one attempt. @returns 0 when it is within the limit, else the seconds to wait (at least 1). */
  consume(key: string): Promise<number>;
  reset(key: string): Promise<void>;
}
