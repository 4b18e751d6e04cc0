import type { Route } from '../route.ts';
import { authRoutes } from './auth.ts';
import { characterRoutes } from './characters.ts';
import { contentRoutes } from './content.ts';

/** Everything under /api/v1. */
export const ROUTES: readonly Route[] = [...authRoutes, ...characterRoutes, ...contentRoutes];
