import { Accounts1795200000000 } from './1795200000000-accounts.ts';
import { Characters1795200000001 } from './1795200000001-characters.ts';
import { AuditLog1795200000002 } from './1795200000002-audit-log.ts';
import { EndedSessions1795200000003 } from './1795200000003-ended-sessions.ts';
import { Social1795200000010 } from './1795200000010-social.ts';
import { PlacementDecisions1795200000011 } from './1795200000011-placement-decisions.ts';
import { LeaseArrivals1795200000012 } from './1795200000012-lease-arrivals.ts';
import { Ledger1795200000020 } from './1795200000020-ledger.ts';
import { Upgrades1795200000023 } from './1795200000023-upgrades.ts';
import { Market1795200000024 } from './1795200000024-market.ts';
import { Leaderboards1795200000025 } from './1795200000025-leaderboards.ts';
import { Matches1795200000031 } from './1795200000031-matches.ts';

/** In the order in which they run. A migration that has been released is never edited. */
export const MIGRATIONS = [
  Accounts1795200000000,
  Characters1795200000001,
  AuditLog1795200000002,
  EndedSessions1795200000003,
  Social1795200000010,
  PlacementDecisions1795200000011,
  LeaseArrivals1795200000012,
  Ledger1795200000020,
  Upgrades1795200000023,
  Market1795200000024,
  Leaderboards1795200000025,
  Matches1795200000031,
];
