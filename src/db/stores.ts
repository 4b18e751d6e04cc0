import type { AccountLimits } from '../accounts/account-limits.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { CharacterStore } from '../characters/character-store.ts';
import type { Config } from '../config.ts';
import type { AuditLog } from '../operations/audit-log.ts';
import type { DecisionLog } from '../placement/decision.ts';
import type { FriendStore } from '../social/friend-store.ts';
import type { PartyStore } from '../social/party-store.ts';
import { makeAccountStore } from './account-store.ts';
import { makeAttemptLimiter } from './attempt-limiter.ts';
import { makeAuditLog } from './audit-log-store.ts';
import { makeCharacterStore } from './character-store.ts';
import type { Database } from './database.ts';
import { makeDecisionLog } from './decision-log.ts';
import { makeFriendStore } from './friend-store.ts';
import { type Feeds, openFeeds } from './notifications.ts';
import { makePartyStore } from './party-store.ts';

const QUARTER_HOUR_SEC = 15 * 60;
const HOUR_SEC = 60 * 60;

export interface Stores {
  accounts: AccountStore;
  accountLimits: AccountLimits;
  characters: CharacterStore;
  parties: PartyStore;
  friends: FriendStore;
  audit: AuditLog;
  decisions: DecisionLog;
  feeds: Feeds;
}

/** Everything behind the domains' storage interfaces; the feeds are listening when it resolves. */
export async function makeStores(database: Database, config: Config): Promise<Stores> {
  const limiter = (name: string, attempts: number, perSec: number) =>
    makeAttemptLimiter(database, { name, attempts, perSec });
  return {
    accounts: makeAccountStore(database),
    accountLimits: {
      registrationsPerAddress: limiter('register_address', config.REGISTRATIONS_PER_ADDRESS, HOUR_SEC),
      registrationsPerName: limiter('register_name', config.LOGINS_PER_NAME, HOUR_SEC),
      loginsPerAddress: limiter('login_address', config.LOGINS_PER_ADDRESS, QUARTER_HOUR_SEC),
      failedLoginsPerName: limiter('login_name', config.LOGINS_PER_NAME, QUARTER_HOUR_SEC),
    },
    characters: makeCharacterStore(database),
    parties: makePartyStore(database),
    friends: makeFriendStore(database),
    audit: makeAuditLog(database),
    decisions: makeDecisionLog(database),
    feeds: await openFeeds(database),
  };
}
