import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Envelope } from './envelope.ts';

interface Rendered {
  etag: string;
  json: string;
}

/** Keyed by the data itself: content that is loaded anew is rendered anew, and the old is let go. */
const rendered = new WeakMap<object, Rendered>();

/**
 * Answers 200 with a strong ETag, or 304 to who has it already.
 * The bytes are rendered once, timestamp included, so that the tag stands for exactly these bytes; it is made of
 * the data alone, so that other processes and later runs with the same content confirm it.
 */
export function sendUnchanging(req: Request, res: Response, data: object, render: () => Envelope): void {
  const { etag, json } = rendered.get(data) ?? remember(data, render());
  res.set('ETag', etag).set('Cache-Control', 'no-cache');
  if (isNamed(etag, req.get('if-none-match'))) {
    res.status(304).end();
    return;
  }
  res.status(200).type('json').send(json);
}

function remember(data: object, envelope: Envelope): Rendered {
  const digest = createHash('sha256').update(JSON.stringify(envelope.data)).digest('base64url');
  const entry = { etag: `"${digest}"`, json: JSON.stringify(envelope) };
  rendered.set(data, entry);
  return entry;
}

/**
 * Weak comparison, as RFC 9110 wants it here: proxies that compress mark the tag as weak. Not Express' `req.fresh`:
 * that one answers in full whenever the request says `Cache-Control: no-cache`, as fetch adds by itself.
 */
function isNamed(etag: string, ifNoneMatch: string | undefined): boolean {
  const named = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return named.includes(etag) || named.includes('*');
}
