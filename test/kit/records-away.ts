import type { AccountData } from '../../src/accounts/account-data.ts';
import type { MatchStore } from '../../src/competition/match-store.ts';
import type { EconomyAudit } from '../../src/economy/audit.ts';
import type { GameEvents } from '../../src/economy/game-events.ts';
import type { Reversals } from '../../src/economy/reversal.ts';
import { GameError } from '../../src/errors.ts';
import type { LeaderboardStore } from '../../src/leaderboards/leaderboard-store.ts';

interface Records {
  accountData: AccountData;
  economyAudit: EconomyAudit;
  reversals: Reversals;
  gameEvents: GameEvents;
  leaderboards: LeaderboardStore;
  matches: MatchStore;
}

/** What is made of the database's own means is tested on PostgreSQL alone: here it is away, but for what a test puts in. */
export function recordsAway(): Records {
  return {
    accountData: away<AccountData>(),
    economyAudit: away<EconomyAudit>(),
    reversals: away<Reversals>(),
    gameEvents: away<GameEvents>(),
    leaderboards: away<LeaderboardStore>(),
    matches: away<MatchStore>(),
  };
}

function away<T extends object>(): T {
  const refuse = () => Promise.reject(new GameError('unavailable'));
  return new Proxy<object>({}, { get: (given, name) => Reflect.get(given, name) ?? refuse }) as T;
}
