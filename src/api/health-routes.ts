import { Router } from 'express';
import type { Health } from '../operations/health.ts';

/** For balancers and orchestrators: /health/live (restart me if not) and /health/ready (send players if so). */
export function healthRoutes(health: Health): Router {
  const router = Router();
  router.get('/health/live', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ live: true });
  });
  router.get('/health/ready', async (_req, res) => {
    const answer = await health.ready();
    res
      .status(answer.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(answer);
  });
  return router;
}
