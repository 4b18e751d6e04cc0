import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type Application, type RequestHandler } from 'express';
import { GameError } from '../errors.ts';
import type { Services } from '../services.ts';
import { clientAssets, clientFiles } from './client-files.ts';
import { conductRoutes } from './conduct-routes.ts';
import { allowOrigins } from './cors.ts';
import { docsRoutes } from './docs.ts';
import { economyRoutes } from './economy-routes.ts';
import { ENDPOINTS } from './endpoints.ts';
import { errorHandler } from './error-handler.ts';
import { healthRoutes } from './health-routes.ts';
import { type Matchmake, matchmakeRoutes } from './matchmake.ts';
import { matchmakeErrorHandler } from './matchmake-errors.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { monitorRoutes } from './monitor.ts';
import { openApiDocument } from './openapi.ts';
import { makeOperatorPassword } from './operator-password.ts';
import { placementRoutes } from './placement-routes.ts';
import { limitRequests } from './rate-limit.ts';
import { measuredAt, requestLog, requestMetrics } from './request-context.ts';
import { mountRoutes } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { securityHeaders } from './security-headers.ts';

export interface AppOptions {
  matchmake: Matchmake;
  /** The kinds of rooms that clients may ask for. */
  roomNames: readonly string[];
  /** Colyseus' monitor, unguarded: the guard is here. */
  monitor: RequestHandler;
  /** The built browser client. */
  clientDirectory?: string;
}

/** A page is some twenty files; each costs far less than a call of the API, but a log line and a file all the same. */
const FILES_PER_CALL = 10;

const CLIENT_DIRECTORY = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** Everything that the server answers over HTTP, in the order in which a request passes it. */
export function makeApp(services: Services, options: AppOptions): Application {
  const { config, log, metrics, health } = services;
  const { matchmake, roomNames, monitor, clientDirectory = CLIENT_DIRECTORY } = options;
  const operatorPassword = makeOperatorPassword(config);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.TRUSTED_PROXIES);
  app.set('query parser', 'simple');

  app.use(requestLog(log));
  app.use(requestMetrics(metrics));
  app.use(securityHeaders());

  // Balancers ask for everybody, from one address: no limit.
  app.use(healthRoutes(health));
  app.use(limitRequests(FILES_PER_CALL * config.REQUESTS_PER_MINUTE));
  app.use('/assets', ...clientAssets(join(clientDirectory, 'assets')));
  app.use(compression());

  app.use(metricsRoutes(config, metrics, operatorPassword));
  app.use(placementRoutes(services, operatorPassword));
  app.use(conductRoutes(services, operatorPassword));
  app.use(economyRoutes(services, operatorPassword));
  app.use('/monitor', measuredAt('/monitor'), monitorRoutes(services, operatorPassword, monitor));

  app.use(
    ['/api', '/matchmake'],
    allowOrigins(config.CORS_ORIGINS),
    limitRequests(config.REQUESTS_PER_MINUTE),
  );
  mountRoutes(app, ROUTES, services);
  app.use(docsRoutes(openApiDocument(ENDPOINTS)));
  app.use(matchmakeRoutes(matchmake, roomNames));
  app.use(['/api', '/matchmake', '/monitor', '/operations'], notFound);

  app.use('/matchmake', matchmakeErrorHandler);

  app.use(clientFiles(clientDirectory));
  app.use(errorHandler);
  return app;
}

const notFound: RequestHandler = () => {
  throw new GameError('not_found');
};
