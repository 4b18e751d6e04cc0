import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { RunningConfig } from '../config.ts';
import { GameError } from '../errors.ts';
import type { Metrics } from '../operations/metrics.ts';
import { isServer } from './authentication.ts';
import { clientAddress, isLoopback, limitKey } from './client-address.ts';
import { type Endpoint, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS } from './envelope.ts';
import type { OperatorPassword } from './operator-password.ts';

export const METRICS_ENDPOINT: Endpoint = {
  id: 'metrics',
  method: 'get',
  path: '/metrics',
  tag: 'operations',
  summary: "The process's measurements. In development its own machine needs no password.",
  security: ['operator', 'server'],
  answers: {
    200: {
      description: "The measurements in Prometheus' text format.",
      schema: z.string(),
      mediaType: 'text/plain',
    },
  },
  errors: ['unauthenticated', 'invalid_credentials', 'rate_limited', 'internal'],
  errorForm: ENVELOPE_ERRORS,
};

/** /metrics in Prometheus' format, for the operator (Basic auth), other servers, and one's own machine in development. */
export function metricsRoutes(config: RunningConfig, metrics: Metrics, password: OperatorPassword): Router {
  const router = Router();
  mount(router, METRICS_ENDPOINT, guard(config, password), async (_req, res) => {
    res
      .set('Cache-Control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics());
  });
  return router;
}

function guard(config: RunningConfig, password: OperatorPassword): RequestHandler {
  return async (req, res, next) => {
    if (isServer(req, config) || isLocalDeveloper(req, config)) return next();
    res.set('WWW-Authenticate', 'Basic realm="operator", charset="UTF-8"');
    const given = basicPassword(req);
    if (given === null)
      throw new GameError('unauthenticated', { message: 'This needs the operator password.' });
    await password.verify(given, limitKey(req));
    res.removeHeader('WWW-Authenticate');
    next();
  };
}

/** Both addresses: a proxy on this machine connects from loopback for everybody. */
function isLocalDeveloper(req: Request, config: RunningConfig): boolean {
  return (
    config.NODE_ENV === 'development' &&
    isLoopback(req.socket.remoteAddress) &&
    isLoopback(clientAddress(req)) &&
    req.get('x-forwarded-for') === undefined
  );
}

/** The password of Basic auth for the user `operator`, or null. */
function basicPassword(req: Request): string | null {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
  const decoded = Buffer.from(encoded, 'base64').toString();
  return decoded.startsWith('operator:') ? decoded.slice('operator:'.length) : null;
}
