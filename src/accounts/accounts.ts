import type { SessionRecord } from './account-store.ts';

/** Who a valid access token speaks for. */
export interface Identity {
  accountId: string;
  sessionId: string;
}

export interface LoginResult {
  account: { id: string; name: string };
  session: SessionRecord;
  accessToken: string;
  accessExpiresInSec: number;
  refreshToken: string;
  refreshExpiresInSec: number;
}

/** `address` is the caller's IP address, for rate limits. Every method throws GameError as noted. */
export interface Accounts {
  /**
   * Answers the same, and takes as long, whether the name was free or taken: who registers logs in afterwards.
   * Errors: rate_limited.
   */
  register(input: { name: string; password: string; address: string }): Promise<void>;
  /** Errors: invalid_credentials (unknown name or wrong password, alike), rate_limited. */
  login(input: { name: string; password: string; device: string; address: string }): Promise<LoginResult>;
  /** Errors: refresh_token_invalid, refresh_token_reused. */
  refresh(refreshToken: string): Promise<Omit<LoginResult, 'account'>>;
  /** Checks signature, expiry, and that session and account still exist. Errors: unauthenticated, token_expired, session_revoked. */
  authenticate(accessToken: string): Promise<Identity>;
  /** Which of these sessions were revoked, have expired or lost their account; for a process that may have missed news. */
  endedSessions(sessionIds: string[]): Promise<string[]>;
  listSessions(accountId: string): Promise<SessionRecord[]>;
  /** Errors: session_not_found. */
  revokeSession(accountId: string, sessionId: string): Promise<void>;
  /** @returns how many were revoked. */
  revokeAllSessions(accountId: string): Promise<number>;
  /**
   * Ends the account for good, with its characters and what they own; all its sessions die at once.
   * Errors: invalid_credentials (the password is wrong), rate_limited, session_revoked (it is gone already).
   */
  delete(accountId: string, password: string): Promise<void>;
}
