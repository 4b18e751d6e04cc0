import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { makeAccessTokens } from './accounts/access-tokens.ts';
import type { AccountLimits } from './accounts/account-limits.ts';
import type { AccountStore, RevocationFeed } from './accounts/account-store.ts';
import type { Accounts } from './accounts/accounts.ts';
import { makeAccounts } from './accounts/make-accounts.ts';
import { makePasswords } from './accounts/passwords.ts';
import type { CharacterStore, LeaseFeed } from './characters/character-store.ts';
import type { Characters } from './characters/characters.ts';
import { Connections } from './characters/connections.ts';
import { makeCharacters } from './characters/make-characters.ts';
import type { RunningConfig } from './config.ts';
import type { Content } from './content/types.ts';
import type { AuditLog } from './operations/audit-log.ts';
import type { Health } from './operations/health.ts';
import type { Metrics } from './operations/metrics.ts';

/** Everything that rooms and routes may use. Built once by `makeServices`, in tests and in production alike. */
export interface Services {
  config: RunningConfig;
  log: Logger;
  content: Content;
  accounts: Accounts;
  characters: Characters;
  connections: Connections;
  metrics: Metrics;
  health: Health;
  audit: AuditLog;
}

/** What the domains need of the database. */
export interface StorageForServices {
  accounts: AccountStore;
  accountLimits: AccountLimits;
  characters: CharacterStore;
  audit: AuditLog;
  feeds: RevocationFeed & LeaseFeed & { onGap(handler: () => void): () => void };
}

export interface ServiceOptions extends Pick<Services, 'config' | 'log' | 'content' | 'metrics' | 'health'> {
  storage: StorageForServices;
}

export function makeServices({ storage, ...given }: ServiceOptions): Services {
  const { config, content } = given;
  const clock = () => new Date();
  const accounts = makeAccounts({
    store: storage.accounts,
    limits: storage.accountLimits,
    passwords: makePasswords(),
    accessTokens: makeAccessTokens(config.JWT_SECRET, clock),
    clock,
  });
  const characters = makeCharacters({
    store: storage.characters,
    content,
    limitPerAccount: config.CHARACTERS_PER_ACCOUNT,
    clock,
  });
  const connections = new Connections();
  const services: Services = { ...given, accounts, characters, connections, audit: storage.audit };

  storage.feeds.onSessionsRevoked((sessionIds) => connections.closeSessions(sessionIds));
  storage.feeds.onLeaseTaken(({ characterId, fence }) => connections.leaseTaken(characterId, fence));
  storage.feeds.onGap(catchUp(services));
  return services;
}

/** @returns what to do after a gap in the news: asks what was missed until it is told, one run at a time */
function catchUp(services: Services): () => void {
  let wanted = 0;
  return async () => {
    if (wanted++ > 0) return;
    for (let delayMs = 500; wanted > 0; ) {
      const answered = wanted;
      try {
        await closeWhatEnded(services);
        wanted -= answered;
      } catch (error) {
        services.log.error({ err: error }, 'missed news could not be caught up on, will try again');
        await delay(delayMs, undefined, { ref: false });
        delayMs = Math.min(10_000, delayMs * 2);
      }
    }
  };
}

/** For a process that was cut off from the database's news: asks which of its connections have ended meanwhile. */
async function closeWhatEnded({ accounts, characters, connections }: Services): Promise<void> {
  const open = connections.all();
  connections.closeSessions(await accounts.endedSessions(open.map(({ sessionId }) => sessionId)));
  const stale = new Set(
    await characters.renewLeases(open.map(({ characterId, fence }) => ({ characterId, fence }))),
  );
  for (const connection of open) {
    if (stale.has(connection.characterId)) void connection.close('character_taken_over');
  }
}
