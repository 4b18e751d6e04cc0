import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { LocalBus } from '../../src/cluster/local-bus.ts';
import { loadConfig, type RunningConfig } from '../../src/config.ts';
import type { Content, PlaceMap } from '../../src/content/types.ts';
import { GameError } from '../../src/errors.ts';
import type { AuditEntry, AuditLog } from '../../src/operations/audit-log.ts';
import { makeHealth } from '../../src/operations/health.ts';
import { makeLogger } from '../../src/operations/logger.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { makeServices, type Services } from '../../src/services.ts';
import { marketAway } from './market-away.ts';
import { MemoryAccountStore } from './memory-account-store.ts';
import { MemoryCharacterStore } from './memory-character-store.ts';
import { MemoryDecisionLog } from './memory-decision-log.ts';
import { MemoryFriendStore } from './memory-friend-store.ts';
import { MemoryInventoryStore } from './memory-inventory-store.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { MemoryPartyStore } from './memory-party-store.ts';
import { MemoryShipStore } from './memory-ship-store.ts';
import { MemoryUpgradeStore } from './memory-upgrade-store.ts';
import { shippedGoods, shippedPlacement } from './open-content.ts';
import { recordsAway } from './records-away.ts';
import { joinFeeds } from './social-feed.ts';

export const TEST_ENVIRONMENT = {
  NODE_ENV: 'test',
  JWT_SECRET: 'jwt-secret-of-the-tests-0123456789abcdef',
  SERVER_SECRET: 'server-secret-of-the-tests-0123456789ab',
  OPERATOR_PASSWORD: 'operator-password-of-the-tests',
  LOG_LEVEL: 'info',
};

/** The audit log in memory; `away` stands for a database that cannot be reached. */
export class MemoryAuditLog implements AuditLog {
  readonly entries: AuditEntry[] = [];
  away = false;

  async append(entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> {
    if (this.away) throw new Error('the audit log is away');
    this.entries.unshift({ ...entry, id: randomUUID(), at: new Date() });
  }

  async list(limit: number): Promise<AuditEntry[]> {
    return this.entries.slice(0, limit);
  }
}

export interface MemoryServices extends Services {
  audit: MemoryAuditLog;
  accountStore: MemoryAccountStore;
  characterStore: MemoryCharacterStore;
  upgradeStore: MemoryUpgradeStore;
  ledger: MemoryLedger;
  /** What was logged, one JSON object per line. */
  logLines: string[];
}

/** The real domains on storage in memory. @param env settings beyond `TEST_ENVIRONMENT` */
export function memoryServices(env: Record<string, string> = {}): MemoryServices {
  const config = loadConfig({ ...TEST_ENVIRONMENT, ...env }) as RunningConfig;
  const logLines: string[] = [];
  const accountStore = new MemoryAccountStore();
  const characterStore = new MemoryCharacterStore(accountStore);
  const friends = new MemoryFriendStore(characterStore);
  const parties = new MemoryPartyStore(characterStore, friends);
  const ledger = new MemoryLedger();
  const audit = new MemoryAuditLog();
  const upgradeStore = new MemoryUpgradeStore();
  const services = makeServices({
    config,
    log: makeLogger(config, { write: (line) => void logLines.push(line) }),
    content: smallContent(),
    metrics: makeMetrics(),
    health: makeHealth({}, { log: pino({ level: 'silent' }) }),
    bus: new LocalBus('test', pino({ level: 'silent' })),
    version: 'test',
    storage: {
      accounts: accountStore,
      accountLimits: {
        registrationsPerAddress: new MemoryLimiter(config.REGISTRATIONS_PER_ADDRESS, 3600),
        registrationsPerName: new MemoryLimiter(config.LOGINS_PER_NAME, 3600),
        loginsPerAddress: new MemoryLimiter(config.LOGINS_PER_ADDRESS, 900),
        failedLoginsPerName: new MemoryLimiter(config.LOGINS_PER_NAME, 900),
      },
      characters: characterStore,
      parties,
      friends,
      inventory: new MemoryInventoryStore({
        ledger,
        accounts: accountStore,
        characters: characterStore,
        levels: (ids) => upgradeStore.levels(ids),
      }),
      ships: new MemoryShipStore(ledger),
      upgrades: upgradeStore,
      effects: { find: async () => ({ upgrades: new Map(), items: [] }) },
      trade: {
        sell: () => Promise.reject(new GameError('unavailable')),
        buy: () => Promise.reject(new GameError('unavailable')),
      },
      ledger,
      ...marketAway(),
      ...recordsAway(),
      audit,
      decisions: new MemoryDecisionLog(),
      feeds: {
        onSessionsRevoked: (handler) => accountStore.onSessionsRevoked(handler),
        onLeaseTaken: (handler) => characterStore.onLeaseTaken(handler),
        ...joinFeeds(parties, friends),
        onEffectsChanged: () => () => {},
        onMarketNews: () => () => {},
        onGap: () => () => {},
      },
    },
  });
  return Object.assign(services, { audit, accountStore, characterStore, upgradeStore, ledger, logLines });
}

/** One system, one hub, two classes. */
function smallContent(): Content {
  const map: PlaceMap = {
    width: 640,
    height: 480,
    walls: [],
    spawns: [{ name: 'gate', x: 100, y: 120 }],
    portals: [],
    tiled: { type: 'map', width: 20, height: 15, layers: [] },
  };
  const growth = { health: 10, mana: 5, stamina: 5, attack: 2, defence: 1 };
  const stats = {
    speed: 170,
    health: 100,
    mana: 50,
    stamina: 80,
    attack: 10,
    defence: 2,
    growth,
    abilities: [],
  };
  const vanguard = { id: 'vanguard', name: 'Vanguard', text: 'Holds.', color: '#f2a65a', ...stats };
  const ranger = { id: 'ranger', name: 'Ranger', text: 'Roams.', color: '#7fb069', ...stats };
  const sol = { id: 'sol', name: 'Sol', text: 'Home.', x: 0, y: 0 };
  const haven = {
    id: 'haven',
    kind: 'hub' as const,
    name: 'Haven',
    text: 'A harbour.',
    system: 'sol',
    map: 'haven.tmj',
    requires: [],
  };
  const harbour = {
    id: 'high-harbour',
    name: 'High Harbour',
    text: 'Berths.',
    system: 'sol',
    place: 'haven',
    spawn: 'gate',
    routes: [],
  };
  return {
    classes: new Map([vanguard, ranger].map((entry) => [entry.id, entry])),
    systems: new Map([[sol.id, sol]]),
    places: new Map([[haven.id, haven]]),
    stations: new Map([[harbour.id, harbour]]),
    ...shippedGoods(),
    placement: shippedPlacement(),
    maps: new Map([['haven', map]]),
    startingPlace: 'haven',
    entry: 'anywhere',
  };
}
