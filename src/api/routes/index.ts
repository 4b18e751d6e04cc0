import type { Route } from '../route.ts';
import { accountRoutes } from './account.ts';
import { authRoutes } from './auth.ts';
import { characterRoutes } from './characters.ts';
import { contentRoutes } from './content.ts';
import { eventRoutes } from './events.ts';
import { friendRoutes } from './friends.ts';
import { gameRulesRoutes } from './game-rules.ts';
import { inventoryRoutes } from './inventory.ts';
import { leaderboardRoutes } from './leaderboards.ts';
import { mailRoutes } from './mail.ts';
import { marketRoutes } from './market.ts';
import { matchRoutes } from './matches.ts';
import { navigationRoutes } from './navigation.ts';
import { partyRoutes } from './parties.ts';
import { shipRoutes } from './ships.ts';
import { tradeRoutes } from './trade.ts';
import { universeRoutes } from './universe.ts';
import { upgradeRoutes } from './upgrades.ts';
import { walletRoutes } from './wallets.ts';

/** Everything under /api/v1. */
export const ROUTES: readonly Route[] = [
  ...accountRoutes,
  ...authRoutes,
  ...characterRoutes,
  ...contentRoutes,
  ...eventRoutes,
  ...friendRoutes,
  ...gameRulesRoutes,
  // Before inventory/{characterId}, which would take inventory/ships for its own.
  ...shipRoutes,
  ...inventoryRoutes,
  ...mailRoutes,
  ...marketRoutes,
  ...leaderboardRoutes,
  ...matchRoutes,
  ...navigationRoutes,
  ...partyRoutes,
  ...tradeRoutes,
  ...universeRoutes,
  ...upgradeRoutes,
  ...walletRoutes,
];
