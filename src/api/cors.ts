import type { RequestHandler } from 'express';

const PREFLIGHT_CACHE_SEC = 600;
const ALLOWED_HEADERS = 'Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match';

/**
 * Lets pages of the listed origins, and no others, call what it is mounted on.
 * The SDK sends every request with `credentials: 'include'`, which browsers only allow if the answer allows
 * credentials. There are none to abuse: these routes know no cookie, and the monitor's is not sent to them.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  return (req, res, next) => {
    const origin = req.get('origin');
    res.vary('Origin');
    if (origin === undefined || !allowed.has(origin)) return next();

    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Credentials', 'true');
    res.set('Access-Control-Expose-Headers', 'ETag, Retry-After, X-Request-Id');
    if (req.method !== 'OPTIONS' || req.get('access-control-request-method') === undefined) return next();

    res.set('Access-Control-Allow-Methods', 'GET, POST, DELETE');
    res.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    res.set('Access-Control-Max-Age', String(PREFLIGHT_CACHE_SEC));
    res.status(204).end();
  };
}
