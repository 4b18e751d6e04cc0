import type { AccountData } from '../accounts/account-data.ts';
import type { AccountLimits } from '../accounts/account-limits.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { CharacterStore } from '../characters/character-store.ts';
import type { MatchStore } from '../competition/match-store.ts';
import type { Config } from '../config.ts';
import type { EconomyAudit } from '../economy/audit.ts';
import type { EffectStore } from '../economy/effect-store.ts';
import type { GameEvents } from '../economy/game-events.ts';
import type { InventoryStore } from '../economy/inventory-store.ts';
import type { Ledger } from '../economy/ledger.ts';
import type { Reversals } from '../economy/reversal.ts';
import type { TradeStore } from '../economy/selling-store.ts';
import type { UpgradeStore } from '../economy/upgrade-store.ts';
import type { LeaderboardStore } from '../leaderboards/leaderboard-store.ts';
import type { DirectTradeStore } from '../market/direct-trades.ts';
import type { MailStore } from '../market/mail.ts';
import type { MarketStore } from '../market/market-store.ts';
import type { AuditLog } from '../operations/audit-log.ts';
import type { DecisionLog } from '../placement/decision.ts';
import type { ShipStore } from '../ships/ship-store.ts';
import type { FriendStore } from '../social/friend-store.ts';
import type { PartyStore } from '../social/party-store.ts';
import { makeAccountData } from './account-data-store.ts';
import { makeAccountStore } from './account-store.ts';
import { makeAttemptLimiter } from './attempt-limiter.ts';
import { makeEconomyAudit } from './audit/economy-audit-store.ts';
import { makeAuditLog } from './audit-log-store.ts';
import { makeCharacterStore } from './character-store.ts';
import type { Database } from './database.ts';
import { makeDecisionLog } from './decision-log.ts';
import { makeEffectStore } from './effect-store.ts';
import { makeGameEvents } from './event-store.ts';
import { makeFriendStore } from './friend-store.ts';
import { makeInventoryStore } from './inventory-store.ts';
import { makeLeaderboardStore } from './leaderboards/leaderboard-store.ts';
import { makeLedger } from './ledger/ledger-store.ts';
import { makeDirectTradeStore } from './market/direct-trade-store.ts';
import { makeMailStore } from './market/mail-store.ts';
import { makeMarketStore } from './market/market-store.ts';
import { makeMatchStore } from './match-store.ts';
import { type Feeds, openFeeds } from './notifications.ts';
import { makePartyStore } from './party-store.ts';
import { makeReversals } from './reversal/reversals.ts';
import { makeTradeStore } from './selling-store.ts';
import { makeShipStore } from './ship-store.ts';
import { makeUpgradeStore } from './upgrade-store.ts';

const QUARTER_HOUR_SEC = 15 * 60;
const HOUR_SEC = 60 * 60;

export interface Stores {
  accounts: AccountStore;
  accountLimits: AccountLimits;
  accountData: AccountData;
  characters: CharacterStore;
  parties: PartyStore;
  friends: FriendStore;
  trade: TradeStore;
  upgrades: UpgradeStore;
  effects: EffectStore;
  inventory: InventoryStore;
  ships: ShipStore;
  ledger: Ledger;
  market: MarketStore;
  mail: MailStore;
  directTrades: DirectTradeStore;
  economyAudit: EconomyAudit;
  reversals: Reversals;
  gameEvents: GameEvents;
  leaderboards: LeaderboardStore;
  matches: MatchStore;
  audit: AuditLog;
  decisions: DecisionLog;
  feeds: Feeds;
}

/** Everything behind the domains' storage interfaces; the feeds are listening when it resolves. */
export async function makeStores(database: Database, config: Config): Promise<Stores> {
  const limiter = (name: string, attempts: number, perSec: number) =>
    makeAttemptLimiter(database, { name, attempts, perSec });
  const ledger = makeLedger(database);
  return {
    accounts: makeAccountStore(database),
    accountLimits: {
      registrationsPerAddress: limiter('register_address', config.REGISTRATIONS_PER_ADDRESS, HOUR_SEC),
      registrationsPerName: limiter('register_name', config.LOGINS_PER_NAME, HOUR_SEC),
      loginsPerAddress: limiter('login_address', config.LOGINS_PER_ADDRESS, QUARTER_HOUR_SEC),
      failedLoginsPerName: limiter('login_name', config.LOGINS_PER_NAME, QUARTER_HOUR_SEC),
    },
    accountData: makeAccountData(database),
    characters: makeCharacterStore(database),
    parties: makePartyStore(database),
    friends: makeFriendStore(database),
    trade: makeTradeStore(database, ledger),
    upgrades: makeUpgradeStore(database),
    effects: makeEffectStore(database),
    inventory: makeInventoryStore(database, () => new Date()),
    ships: makeShipStore(database),
    ledger,
    market: makeMarketStore(database),
    mail: makeMailStore(database),
    directTrades: makeDirectTradeStore(database),
    economyAudit: makeEconomyAudit(database),
    reversals: makeReversals(database),
    gameEvents: makeGameEvents(database),
    leaderboards: makeLeaderboardStore(database),
    matches: makeMatchStore(database),
    audit: makeAuditLog(database),
    decisions: makeDecisionLog(database),
    feeds: await openFeeds(database),
  };
}
