import type { Logger } from 'pino';
import { makeAccessTokens } from './accounts/access-tokens.ts';
import type { AccountData } from './accounts/account-data.ts';
import type { AccountLimits } from './accounts/account-limits.ts';
import type { AccountStore, RevocationFeed } from './accounts/account-store.ts';
import type { Accounts } from './accounts/accounts.ts';
import { makeAccounts } from './accounts/make-accounts.ts';
import { makePasswords } from './accounts/passwords.ts';
import { catchUp } from './catch-up.ts';
import type { CharacterStore, LeaseFeed } from './characters/character-store.ts';
import type { Characters } from './characters/characters.ts';
import { Conducts } from './characters/conducts.ts';
import { Connections } from './characters/connections.ts';
import { makeCharacters } from './characters/make-characters.ts';
import type { Bus } from './cluster/bus.ts';
import type { SharedCache } from './cluster/shared-cache.ts';
import type { MatchStore } from './competition/match-store.ts';
import { type Matches, makeMatches } from './competition/matches.ts';
import type { RunningConfig } from './config.ts';
import type { Content } from './content/types.ts';
import type { EconomyAudit } from './economy/audit.ts';
import { type EffectFeed, EffectNews } from './economy/effect-news.ts';
import type { EffectStore } from './economy/effect-store.ts';
import type { GameEvents } from './economy/game-events.ts';
import type { Inventory } from './economy/inventory.ts';
import { InventoryNews } from './economy/inventory-news.ts';
import type { InventoryStore } from './economy/inventory-store.ts';
import type { Ledger } from './economy/ledger.ts';
import { makeInventory } from './economy/make-inventory.ts';
import type { Reversals } from './economy/reversal.ts';
import { makeTrade, type Trade } from './economy/selling.ts';
import type { TradeStore } from './economy/selling-store.ts';
import type { UpgradeStore } from './economy/upgrade-store.ts';
import { makeUpgrades, type Upgrades } from './economy/upgrades.ts';
import { withCachedPages } from './leaderboards/cached-pages.ts';
import type { LeaderboardStore } from './leaderboards/leaderboard-store.ts';
import { type Leaderboards, makeLeaderboards } from './leaderboards/leaderboards.ts';
import { Catalogue } from './market/catalogue.ts';
import { type DirectTradeStore, type DirectTrades, makeDirectTrades } from './market/direct-trades.ts';
import type { MarketFeed } from './market/listing.ts';
import { type MailBox, type MailStore, makeMailBox } from './market/mail.ts';
import { makeMarket } from './market/make-market.ts';
import type { Market } from './market/market.ts';
import { MarketNotifier } from './market/market-notifier.ts';
import type { MarketStore } from './market/market-store.ts';
import type { AuditLog } from './operations/audit-log.ts';
import type { Health } from './operations/health.ts';
import type { Metrics } from './operations/metrics.ts';
import type { DecisionLog } from './placement/decision.ts';
import type { InstanceDirectory } from './placement/directory.ts';
import type { Journeys } from './placement/journey.ts';
import type { Placement } from './placement/placement.ts';
import type { TicketFor } from './placement/ticket-for.ts';
import { makePlacing } from './placing.ts';
import { makeShips } from './ships/make-ships.ts';
import type { ShipStore } from './ships/ship-store.ts';
import type { Ships } from './ships/ships.ts';
import type { FriendStore } from './social/friend-store.ts';
import { makeSocial } from './social/make-social.ts';
import type { PartyStore, SocialFeed } from './social/party-store.ts';
import { PlayerNotifier } from './social/player-notifier.ts';
import type { Social } from './social/social.ts';

/** Everything that rooms and routes may use. Built once by `makeServices`, in tests and in production alike. */
export interface Services {
  config: RunningConfig;
  log: Logger;
  content: Content;
  accounts: Accounts;
  accountData: AccountData;
  characters: Characters;
  social: Social;
  inventory: Inventory;
  ships: Ships;
  ledger: Ledger;
  market: Market;
  mail: MailBox;
  directTrades: DirectTrades;
  notifier: PlayerNotifier;
  connections: Connections;
  conducts: Conducts;
  trade: Trade;
  upgrades: Upgrades;
  effectNews: EffectNews;
  inventoryNews: InventoryNews;
  metrics: Metrics;
  health: Health;
  economyAudit: EconomyAudit;
  reversals: Reversals;
  gameEvents: GameEvents;
  leaderboards: Leaderboards;
  matches: Matches;
  audit: AuditLog;
  /** The other processes of the realm. */
  bus: Bus;
  directory: InstanceDirectory;
  placement: Placement;
  ticketFor: TicketFor;
  journeys: Journeys;
  decisions: DecisionLog;
}

/** What the domains need of the database. */
export interface StorageForServices {
  accounts: AccountStore;
  accountLimits: AccountLimits;
  accountData: AccountData;
  characters: CharacterStore;
  parties: PartyStore;
  friends: FriendStore;
  inventory: InventoryStore;
  ships: ShipStore;
  trade: TradeStore;
  upgrades: UpgradeStore;
  effects: EffectStore;
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
  feeds: RevocationFeed &
    LeaseFeed &
    SocialFeed &
    EffectFeed &
    MarketFeed & { onGap(handler: () => void): () => void };
}

export interface ServiceOptions
  extends Pick<Services, 'config' | 'log' | 'content' | 'metrics' | 'health' | 'bus'> {
  /** Of this build. */
  version: string;
  storage: StorageForServices;
  /** Shared by the processes of the realm; undefined: there is one process, or no Redis. */
  cache?: SharedCache | undefined;
}

export function makeServices({ cache, storage, version, ...given }: ServiceOptions): Services {
  const { config, content, bus } = given;
  const clock = () => new Date();
  const accounts = makeAccounts({
    store: storage.accounts,
    limits: storage.accountLimits,
    passwords: makePasswords(),
    accessTokens: makeAccessTokens(config.JWT_SECRET, clock),
    clock,
  });
  const inventory = makeInventory({ store: storage.inventory, content });
  const characters = makeCharacters({
    store: storage.characters,
    content,
    limitPerAccount: config.CHARACTERS_PER_ACCOUNT,
    clock,
    onCreated: async ({ id, accountId }) => {
      try {
        await inventory.outfit(accountId, id);
        await ships.giveStarter(id);
      } catch (error) {
        given.log.warn({ err: error }, 'a new character waits for what it begins with');
      }
    },
  });
  const ships = makeShips({ store: storage.ships, inventory: storage.inventory, characters, content });
  const { parties, friends } = storage;
  const social = makeSocial({ parties, friends, characters: storage.characters, clock });
  const connections = new Connections();
  const notifier = new PlayerNotifier({
    social,
    connections,
    bus,
    onError: (error) => given.log.warn({ err: error }, 'players could not be told of their party'),
  });
  const { audit } = storage;
  const decisions = measured(storage.decisions, given.metrics);
  const trade = makeTrade({ store: storage.trade, characters, content });
  const upgrades = makeUpgrades({ store: storage.upgrades, characters, content });
  const effectNews = new EffectNews({
    store: storage.effects,
    content,
    connections,
    onError: (error) => given.log.warn({ err: error }, 'the effects of a character could not be read'),
  });
  const inventoryNews = new InventoryNews({
    inventory,
    connections,
    bus,
    onError: (error) => given.log.warn({ err: error }, 'inventories could not be read'),
  });
  const leases = storage.characters;
  const catalogue = new Catalogue(content);
  const market = makeMarket({
    store: storage.market,
    catalogue,
    clock,
    onError: (error) => given.log.error({ err: error }, 'a listing could not be closed'),
  });
  const marketNotifier = new MarketNotifier({
    watches: storage.market,
    connections,
    onError: (error) => given.log.warn({ err: error }, 'players could not be told of the trading post'),
  });
  const placing = makePlacing({
    content,
    social,
    characters,
    leases,
    upgradeLevels: upgrades.levelsOf,
    decisions,
    bus,
    version,
    onHop: given.metrics.hop,
  });
  const services: Services = {
    ...given,
    ...placing,
    accounts,
    accountData: storage.accountData,
    economyAudit: storage.economyAudit,
    reversals: storage.reversals,
    gameEvents: storage.gameEvents,
    leaderboards: makeLeaderboards({
      store: cache ? withCachedPages(storage.leaderboards, cache) : storage.leaderboards,
      characters,
      content,
      clock,
    }),
    matches: makeMatches({ store: storage.matches, characters }),
    characters,
    social,
    inventory,
    ships,
    ledger: storage.ledger,
    market,
    mail: makeMailBox({ store: storage.mail, content, clock }),
    directTrades: makeDirectTrades(storage.directTrades, content),
    notifier,
    connections,
    conducts: new Conducts(content.conduct, () => performance.now()),
    trade,
    upgrades,
    effectNews,
    inventoryNews,
    audit,
    decisions,
  };

  given.metrics.watchEconomy(() => storage.economyAudit.last());
  storage.feeds.onSessionsRevoked((sessionIds) => connections.closeSessions(sessionIds));
  storage.feeds.onLeaseTaken(({ characterId, fence }) => connections.leaseTaken(characterId, fence));
  storage.feeds.onSocialNews((news) => notifier.hear(news));
  storage.feeds.onMarketNews((news) => marketNotifier.hear(news));
  storage.feeds.onEffectsChanged((characterIds) => effectNews.hear(characterIds));
  storage.feeds.onGap(catchUp(services));
  return services;
}

/** @returns the log, which counts what it records */
function measured(log: DecisionLog, metrics: Metrics): DecisionLog {
  return {
    byCharacter: (...query) => log.byCharacter(...query),
    byInstance: (...query) => log.byInstance(...query),
    record(decision) {
      log.record(decision);
      metrics.placement(decision.outcome.type, decision.waitedMs / 1000);
    },
  };
}
