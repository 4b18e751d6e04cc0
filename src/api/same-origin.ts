import type { Request, RequestHandler } from 'express';
import { GameError } from '../errors.ts';

/** What the browser says of the page that a request comes from; 'unknown' when it says nothing. */
type Origin = 'same' | 'typed' | 'other' | 'unknown';

/**
 * Sec-Fetch-Site cannot be forged by a page, but browsers only send it over HTTPS and to localhost: over plain
 * HTTP the Origin or Referer decides. A sibling on another port or subdomain ('same-site') is another page.
 */
function originOf(req: Request): Origin {
  const named = [req.get('origin'), req.get('referer')].filter((value) => value !== undefined);
  if (named.some((value) => URL.parse(value)?.host !== req.host)) return 'other';
  const site = req.get('sec-fetch-site');
  if (site === 'same-origin') return 'same';
  if (site === 'none') return 'typed';
  if (site !== undefined) return 'other';
  return named.length > 0 ? 'same' : 'unknown';
}

/** For pages: refuses what another site's page asks for. */
export const refuseOtherSites: RequestHandler = (req, _res, next) => {
  if (originOf(req) === 'other') throw new GameError('cross_site_refused');
  next();
};

/** For calls that do things by GET: only what provably comes from one of this origin's own pages. */
export function isFromOwnPage(req: Request): boolean {
  return originOf(req) === 'same';
}

export const requireOwnPage: RequestHandler = (req, _res, next) => {
  if (!isFromOwnPage(req)) throw new GameError('cross_site_refused');
  next();
};
