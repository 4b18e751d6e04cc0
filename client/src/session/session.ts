import { ApiError } from '../api/api-error.ts';
import type { AuthApi, Tokens } from '../api/auth-api.ts';
import type { TabLock } from './tab-lock.ts';
import type { TokenStore } from './token-store.ts';

/** Why a session ended: by this person, by another tab, or by the server. */
export type SessionEnd = 'logged_out' | 'other_tab' | 'other_account' | 'revoked';

/** A token this close to its end is replaced before it is used. */
const MARGIN_MS = 60_000;
/** A silent refresh that found no network is tried again. */
const RETRY_MS = 15_000;
/** The server's answers after which the refresh token is worth nothing. */
const FINAL_CODES = new Set(['refresh_token_invalid', 'refresh_token_reused', 'session_revoked']);

export interface SessionOptions {
  api: AuthApi;
  store: TokenStore;
  lock: TabLock;
  now?: () => number;
}

/**
 * Who is logged in. The access token lives in memory; the refresh token, which all tabs share, in the store.
 *
 * A refresh token is good for one refresh, and using it twice logs the whole family out. So refreshes run one at a time,
 * in this tab and across tabs, and each takes the token that is in the store once it has the lock.
 */
export class Session {
  private readonly api: AuthApi;
  private readonly store: TokenStore;
  private readonly lock: TabLock;
  private readonly now: () => number;
  private readonly endHandlers = new Set<(reason: SessionEnd) => void>();
  private accountId: string | null = null;
  private access: { token: string; expiresAt: number } | null = null;
  private refreshing: Promise<string> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ api, store, lock, now = Date.now }: SessionOptions) {
    this.api = api;
    this.store = store;
    this.lock = lock;
    this.now = now;
    store.onForeignWrite((written) => {
      if (this.accountId === null) return;
      if (!written) this.forget('other_tab');
      else if (written.accountId !== this.accountId) this.forget('other_account');
    });
  }

  /** Null when nobody is logged in. */
  get accountName(): string | null {
    return this.accountId === null ? null : (this.store.read()?.accountName ?? null);
  }

  onEnd(handler: (reason: SessionEnd) => void): void {
    this.endHandlers.add(handler);
  }

  /** Takes up the session of an earlier page. @returns whether there is one that still works. @throws ApiError without network. */
  async resume(): Promise<boolean> {
    const stored = this.store.read();
    if (!stored) return false;
    this.accountId = stored.accountId;
    try {
      await this.freshAccessToken(null);
      return true;
    } catch (error) {
      if (this.accountId === null) return false;
      this.accountId = null;
      throw error;
    }
  }

  /** @throws ApiError */
  async login(name: string, password: string, device: string): Promise<void> {
    const login = await this.api.login(name, password, device);
    this.accountId = login.account.id;
    this.store.write({
      accountId: login.account.id,
      accountName: login.account.name,
      refreshToken: login.refreshToken,
    });
    this.keep(login);
  }

  /** Ends the session here even when the server cannot be told. */
  async logout(): Promise<void> {
    const token = await this.accessToken().catch(() => null);
    if (this.accountId !== null) this.end('logged_out');
    if (token !== null) await this.api.logout(token).catch(() => {});
  }

  /** Ends the session in all tabs, without a word to the server. */
  end(reason: SessionEnd): void {
    if (this.accountId === null) return;
    this.store.write(null);
    this.forget(reason);
  }

  /** An access token that is good for a while. @throws ApiError when there is none to be had. */
  async accessToken(): Promise<string> {
    if (this.access && this.access.expiresAt - this.now() > MARGIN_MS) return this.access.token;
    return this.freshAccessToken(this.access?.token ?? null);
  }

  /**
   * An access token other than `refused`, which the server would not take.
   * @throws ApiError when the session is over, which `onEnd` has been told, or the server was not reached.
   */
  freshAccessToken(refused: string | null): Promise<string> {
    if (this.access && this.access.token !== refused) return Promise.resolve(this.access.token);
    this.refreshing ??= this.lock(() => this.refresh()).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async refresh(): Promise<string> {
    const stored = this.store.read();
    if (!stored || stored.accountId !== this.accountId) {
      if (this.accountId !== null) this.forget(stored ? 'other_account' : 'other_tab');
      throw new ApiError('unauthenticated', 'You are logged out.');
    }
    try {
      const tokens = await this.api.refresh(stored.refreshToken);
      this.store.write({ ...stored, refreshToken: tokens.refreshToken });
      this.keep(tokens);
      return tokens.accessToken;
    } catch (error) {
      if (error instanceof ApiError && FINAL_CODES.has(error.code)) this.end('revoked');
      throw error;
    }
  }

  private keep({ accessToken, accessExpiresInSec }: Tokens): void {
    this.access = { token: accessToken, expiresAt: this.now() + accessExpiresInSec * 1000 };
    this.schedule(Math.max(accessExpiresInSec * 1000 - MARGIN_MS, RETRY_MS));
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.freshAccessToken(this.access?.token ?? null).catch(() => {
        if (this.accountId !== null) this.schedule(RETRY_MS);
      });
    }, delayMs);
  }

  private forget(reason: SessionEnd): void {
    clearTimeout(this.timer);
    this.accountId = null;
    this.access = null;
    for (const handler of this.endHandlers) handler(reason);
  }
}
