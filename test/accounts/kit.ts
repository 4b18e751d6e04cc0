import { makeAccessTokens } from '../../src/accounts/access-tokens.ts';
import { makeAccounts } from '../../src/accounts/make-accounts.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryLimiter } from '../kit/memory-limiter.ts';
import { NOW } from '../kit/records.ts';
import { SpyPasswords } from '../kit/spy-passwords.ts';

export const SECRET = 'a secret of the tests, long enough.';
export const LIMITS = {
  registrationsPerAddress: 6,
  registrationsPerName: 3,
  loginsPerAddress: 8,
  failedLoginsPerName: 4,
};
export const LOGIN = { name: 'Ada', password: 'correct horse', device: 'a browser', address: '192.0.2.1' };

/** Accounts in memory with a clock that stands until it is moved. */
export function setUpAccounts() {
  let nowMs = NOW.getTime();
  const clock = () => new Date(nowMs);
  const limiter = (attempts: number, perSec: number) => new MemoryLimiter(attempts, perSec, () => nowMs);
  const store = new MemoryAccountStore();
  const passwords = new SpyPasswords();
  const accessTokens = makeAccessTokens(SECRET, clock);
  const limits = {
    registrationsPerAddress: limiter(LIMITS.registrationsPerAddress, 3600),
    registrationsPerName: limiter(LIMITS.registrationsPerName, 3600),
    loginsPerAddress: limiter(LIMITS.loginsPerAddress, 900),
    failedLoginsPerName: limiter(LIMITS.failedLoginsPerName, 900),
  };
  return {
    accounts: makeAccounts({ store, limits, passwords, accessTokens, clock }),
    store,
    passwords,
    accessTokens,
    clock,
    pass(seconds: number) {
      nowMs += seconds * 1000;
    },
  };
}
