import { randomUUID } from 'node:crypto';
import { GameError } from '../errors.ts';
import { nameKey } from '../game/names.ts';
import type { AccessTokens } from './access-tokens.ts';
import { type AccountLimits, addressKey, countAttempt } from './account-limits.ts';
import {
  ACCESS_TOKEN_LIFETIME_SEC,
  REFRESH_TOKEN_LIFETIME_SEC,
  SESSIONS_PER_ACCOUNT,
} from './account-rules.ts';
import type { AccountStore, SessionRecord } from './account-store.ts';
import type { Accounts } from './accounts.ts';
import type { Passwords } from './passwords.ts';
import { hashRefreshToken, newRefreshToken } from './refresh-tokens.ts';

export interface AccountsDependencies {
  store: AccountStore;
  limits: AccountLimits;
  passwords: Passwords;
  accessTokens: AccessTokens;
  clock: () => Date;
}

export function makeAccounts({
  store,
  limits,
  passwords,
  accessTokens,
  clock,
}: AccountsDependencies): Accounts {
  function sessionExpiry(now: Date): Date {
    return new Date(now.getTime() + REFRESH_TOKEN_LIFETIME_SEC * 1000);
  }

  async function tokensOf(session: SessionRecord, refreshToken: string) {
    return {
      session,
      accessToken: await accessTokens.sign({ accountId: session.accountId, sessionId: session.id }),
      accessExpiresInSec: ACCESS_TOKEN_LIFETIME_SEC,
      refreshToken,
      refreshExpiresInSec: REFRESH_TOKEN_LIFETIME_SEC,
    };
  }

  return {
    async register({ name, password, address }) {
      await countAttempt(limits.registrationsPerAddress, addressKey(address));
      await countAttempt(limits.registrationsPerName, nameKey(name));
      const passwordHash = await passwords.hash(password);
      await store.createAccount({
        id: randomUUID(),
        name: name.normalize('NFC'),
        passwordHash,
        createdAt: clock(),
      });
    },

    async login({ name, password, device, address }) {
      await countAttempt(limits.loginsPerAddress, addressKey(address));
      await countAttempt(limits.failedLoginsPerName, nameKey(name));
      const account = await store.findAccountByName(name);
      const matches = await passwords.verify(account?.passwordHash ?? null, password);
      if (!account || !matches) throw new GameError('invalid_credentials');

      const now = clock();
      const session: SessionRecord = {
        id: randomUUID(),
        accountId: account.id,
        device,
        createdAt: now,
        lastUsedAt: now,
        expiresAt: sessionExpiry(now),
      };
      const { token, hash } = newRefreshToken();
      const created = await store.createSession(session, hash, SESSIONS_PER_ACCOUNT);
      if (!created) throw new GameError('invalid_credentials');
      await limits.failedLoginsPerName.reset(nameKey(name));
      return { account: { id: account.id, name: account.name }, ...(await tokensOf(session, token)) };
    },

    async refresh(refreshToken) {
      const now = clock();
      const { token, hash } = newRefreshToken();
      const result = await store.rotateRefreshToken({
        oldHash: hashRefreshToken(refreshToken),
        newHash: hash,
        now,
        expiresAt: sessionExpiry(now),
      });
      switch (result.outcome) {
        case 'rotated':
          return tokensOf(result.session, token);
        case 'reused':
          throw new GameError('refresh_token_reused');
        case 'unknown':
          throw new GameError('refresh_token_invalid');
      }
    },

    async authenticate(accessToken) {
      const identity = await accessTokens.verify(accessToken);
      const session = await store.findSession(identity.sessionId, clock());
      if (session?.accountId !== identity.accountId) throw new GameError('session_revoked');
      return identity;
    },

    endedSessions: (sessionIds) => store.endedSessions(sessionIds, clock()),

    listSessions: (accountId) => store.listSessions(accountId, clock()),

    async revokeSession(accountId, sessionId) {
      const revoked = await store.revokeSessions(accountId, [sessionId], clock());
      if (revoked.length === 0) throw new GameError('session_not_found');
    },

    async revokeAllSessions(accountId) {
      const revoked = await store.revokeSessions(accountId, 'all', clock());
      return revoked.length;
    },

    async delete(accountId, password) {
      const account = await store.findAccount(accountId);
      if (!account) throw new GameError('session_revoked');
      // Who found an open browser must not be able to try passwords here that login would not let them try.
      await countAttempt(limits.failedLoginsPerName, nameKey(account.name));
      if (!(await passwords.verify(account.passwordHash, password)))
        throw new GameError('invalid_credentials', { message: 'This is not the password of the account.' });
      if (!(await store.deleteAccount(accountId))) throw new GameError('session_revoked');
      await limits.failedLoginsPerName.reset(nameKey(account.name));
    },
  };
}
