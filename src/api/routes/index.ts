import type { Route } from '../route.ts';
import { authRoutes } from './auth.ts';
import { characterRoutes } from './characters.ts';
import { contentRoutes } from './content.ts';
import { friendRoutes } from './friends.ts';
import { navigationRoutes } from './navigation.ts';
import { partyRoutes } from './parties.ts';
import { universeRoutes } from './universe.ts';

/** Everything under /api/v1. */
export const ROUTES: readonly Route[] = [
  ...authRoutes,
  ...characterRoutes,
  ...contentRoutes,
  ...friendRoutes,
  ...navigationRoutes,
  ...partyRoutes,
  ...universeRoutes,
];
