import express, { type Request, Router } from 'express';

/** Vite puts a hash of the content into these names: such a file never changes. */
const HASHED = /[\\/]assets[\\/].*-[\w-]{8}\.\w+$/;

/** The built browser client; addresses inside it (no file extension) get its page. */
export function clientFiles(directory: string): Router {
  const router = Router();
  router.use(
    express.static(directory, {
      setHeaders(res, path) {
        res.setHeader(
          'Cache-Control',
          HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    }),
  );
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

function asksForPage(req: Request): boolean {
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  return isRead && !/\.\w+$/.test(req.path) && req.accepts('html') !== false;
}
