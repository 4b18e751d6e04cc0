import type { LeaderboardStore, Season } from '../../leaderboards/leaderboard-store.ts';
import type { Database } from '../database.ts';
import { retryConflicts } from '../ledger/conflicts.ts';
import { readAround, readFriends, readPage } from './rankings.ts';
import { recordReports } from './recording.ts';
import { countRanks, forgetReports, takeWealth, turnSeason } from './upkeep.ts';

export function makeLeaderboardStore(database: Database): LeaderboardStore {
  return {
    page: (of, cursor, limit) => database.run((manager) => readPage(manager, of, cursor, limit)),
    around: (of, characterId, each) => database.run((manager) => readAround(manager, of, characterId, each)),
    friends: (of, characterId) => database.run((manager) => readFriends(manager, of, characterId)),

    async currentSeason() {
      const seasons: Season[] = await database.run((manager) =>
        manager.query(
          `SELECT number, starts_at AS "startsAt", ends_at AS "endsAt" FROM leaderboard_seasons
           ORDER BY number DESC LIMIT 1`,
        ),
      );
      return seasons[0]!;
    },

    record: (reports, now) =>
      retryConflicts(() => database.transaction((manager) => recordReports(manager, reports, now))),

    refresh: (now) =>
      database.patiently(async (manager) => {
        await takeWealth(manager, now);
        await manager.transaction(countRanks);
        await forgetReports(manager, now);
      }),

    turnSeason: (now) => database.transaction((manager) => turnSeason(manager, now)),
  };
}
