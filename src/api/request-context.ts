import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Metrics } from '../operations/metrics.ts';
import { clientAddress } from './client-address.ts';

const MAX_LOGGED_URL = 2048;

/** Gives each request an id (header X-Request-Id, `req.id`) and writes one log line when it ends. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<Request>({
    logger: log,
    genReqId(_req, res) {
      const id = randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    // Balancers ask every few seconds.
    autoLogging: { ignore: (req) => req.url.startsWith('/health/') },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    // Headers and bodies are not logged at all.
    serializers: {
      req: ({ id, method, url, raw }) => ({
        id,
        method,
        url: url.slice(0, MAX_LOGGED_URL),
        address: clientAddress(raw),
      }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  });
}

export function requestMetrics(metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once('close', () => {
      metrics.httpRequest(
        req.method,
        routeOf(req, res),
        res.statusCode,
        (performance.now() - startedAt) / 1000,
      );
    });
    next();
  };
}

/**
 * Stands before a router at a prefix. `req.baseUrl` would not do for the label: it has the caller's spelling, and is gone
 * when an error has left the router.
 */
export function measuredAt(prefix: string): RequestHandler {
  return (_req, res, next) => {
    res.locals.prefix = prefix;
    next();
  };
}

/** The pattern that answered, so that the label has few values. */
function routeOf(req: Request, res: Response): string {
  const pattern: unknown = req.route?.path;
  return typeof pattern === 'string' ? `${res.locals.prefix ?? ''}${pattern}` : 'other';
}
