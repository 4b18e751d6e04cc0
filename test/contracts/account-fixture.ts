import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  AccountRecord,
  AccountStore,
  RevocationFeed,
  SessionRecord,
} from '../../src/accounts/account-store.ts';
import { accountRecord, later, sessionRecord } from '../kit/records.ts';

export interface AccountStoreHarness {
  store: AccountStore;
  feed: RevocationFeed;
  close(): Promise<void>;
}

/** What the tests of an AccountStore begin with. */
export class AccountFixture {
  readonly store: AccountStore;
  private readonly feed: RevocationFeed;

  constructor({ store, feed }: AccountStoreHarness) {
    this.store = store;
    this.feed = feed;
  }

  async newAccount(): Promise<AccountRecord> {
    const account = accountRecord();
    assert.equal(await this.store.createAccount(account), true);
    return account;
  }

  /** A session, of a new account if none is given, whose refresh token has the returned hash. */
  async newSession(
    changes: Partial<SessionRecord> = {},
    accountId?: string,
    limitPerAccount = 1000,
  ): Promise<{ session: SessionRecord; hash: string }> {
    const session = sessionRecord(accountId ?? (await this.newAccount()).id, changes);
    const hash = randomUUID();
    assert.equal(await this.store.createSession(session, hash, limitPerAccount), true);
    return { session, hash };
  }

  rotate(oldHash: string, newHash: string = randomUUID(), now = later(10)) {
    return this.store.rotateRefreshToken({ oldHash, newHash, now, expiresAt: later(2000) });
  }

  /** Ids of the sessions whose end is announced from now on, except those of other tests. */
  recordAnnounced(...sessionIds: string[]): string[] {
    const announced: string[] = [];
    this.feed.onSessionsRevoked((ids) => announced.push(...ids.filter((id) => sessionIds.includes(id))));
    return announced;
  }
}
