import { extname } from 'node:path';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';

/** Vite puts a hash of the content into these names: such a file never changes. */
const HASHED = /[\\/]assets[\\/].*-[\w-]{8}\.\w+$/;

/** What the build leaves beside a file, in the order of preference. */
const COMPRESSED = { br: '.br', gzip: '.gz' };

/**
 * The built client's assets, in the form that the caller accepts. To be mounted before whatever compresses answers:
 * compressing the game engine at each request would let one address keep a processor busy.
 */
export function clientAssets(directory: string): RequestHandler[] {
  const plain = staticFiles(directory, (res, path) => {
    res.vary('Accept-Encoding');
    setCaching(res, path);
  });
  return [
    ...Object.entries(COMPRESSED).map(([encoding, suffix]) => compressedAssets(directory, encoding, suffix)),
    plain,
  ];
}

function compressedAssets(directory: string, encoding: string, suffix: string): RequestHandler {
  const files = staticFiles(directory, (res, path) => {
    const original = path.slice(0, -suffix.length);
    res.vary('Accept-Encoding').set('Content-Encoding', encoding).type(extname(original));
    setCaching(res, original);
  });
  return (req, res, next) => {
    if (!req.acceptsEncodings(encoding)) return next();
    const { url } = req;
    req.url = url.replace(/^[^?]*/, (path) => path + suffix);
    files(req, res, (error) => {
      req.url = url;
      next(error);
    });
  };
}

/** The built browser client; addresses inside it (no file extension) get its page. */
export function clientFiles(directory: string): Router {
  const router = Router();
  router.use(staticFiles(directory, setCaching));
  router.use((req, res, next) => {
    if (!asksForPage(req)) return next();
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: directory }, (error) => {
      // Not built: the same plain 404 as any other missing file.
      if (error && !res.headersSent) next();
    });
  });
  router.use((_req, res) => {
    res.status(404).set('Cache-Control', 'no-store').type('text').send('Not found');
  });
  return router;
}

function staticFiles(directory: string, setHeaders: (res: Response, path: string) => void): RequestHandler {
  return express.static(directory, { redirect: false, setHeaders });
}

function setCaching(res: Response, path: string): void {
  res.set('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function asksForPage(req: Request): boolean {
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  return isRead && !/\.\w+$/.test(req.path) && req.accepts('html') !== false;
}
