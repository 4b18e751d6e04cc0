import { CONDUCT_ENDPOINT } from './conduct-routes.ts';
import { DOCUMENT_ENDPOINT } from './docs.ts';
import { ECONOMY_AUDIT_ENDPOINT, REVERSAL_ENDPOINT, REVERSAL_PREVIEW_ENDPOINT } from './economy-routes.ts';
import type { Endpoint } from './endpoint.ts';
import { LIVE_ENDPOINT, READY_ENDPOINT } from './health-routes.ts';
import { JOIN_ENDPOINT, RECONNECT_ENDPOINT } from './matchmake.ts';
import { METRICS_ENDPOINT } from './metrics-routes.ts';
import { PLACEMENTS_OF_CHARACTER_ENDPOINT, PLACEMENTS_OF_INSTANCE_ENDPOINT } from './placement-routes.ts';
import { endpointOf } from './route.ts';
import { ROUTES } from './routes/index.ts';

/** Everything that may be called over HTTP. Pages (/monitor, /api/docs, the client's files) are not calls. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...ROUTES.map(endpointOf),
  JOIN_ENDPOINT,
  RECONNECT_ENDPOINT,
  LIVE_ENDPOINT,
  READY_ENDPOINT,
  METRICS_ENDPOINT,
  PLACEMENTS_OF_CHARACTER_ENDPOINT,
  PLACEMENTS_OF_INSTANCE_ENDPOINT,
  CONDUCT_ENDPOINT,
  ECONOMY_AUDIT_ENDPOINT,
  REVERSAL_PREVIEW_ENDPOINT,
  REVERSAL_ENDPOINT,
  DOCUMENT_ENDPOINT,
];
