import { Router } from 'express';
import { z } from 'zod';
import type { Health } from '../operations/health.ts';
import { type Endpoint, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS } from './envelope.ts';

const Live = z
  .strictObject({ live: z.literal(true).describe('The process answers.') })
  .meta({ id: 'Live', description: 'A process that lives.' });

const Readiness = z
  .strictObject({
    ready: z.boolean().describe('Whether every check passes.'),
    checks: z
      .record(
        z.string(),
        z.strictObject({
          ok: z.boolean().describe('Whether the check passes.'),
          ms: z.int().describe('Milliseconds that it took.'),
          reason: z.string().optional().describe('Why it does not pass.'),
        }),
      )
      .describe('The checks, by their names.'),
  })
  .meta({ id: 'Readiness', description: 'Whether the process can take players, and what it looked at.' });

const shared = { method: 'get', tag: 'operations', security: [], errorForm: ENVELOPE_ERRORS } as const;

export const LIVE_ENDPOINT: Endpoint = {
  ...shared,
  id: 'live',
  path: '/health/live',
  summary: 'Whether the process answers: restart it if not.',
  answers: { 200: { description: 'It does.', schema: Live } },
  errors: [],
};

export const READY_ENDPOINT: Endpoint = {
  ...shared,
  id: 'ready',
  path: '/health/ready',
  summary: 'Whether the process can take players: send it nobody new if not.',
  answers: {
    200: { description: 'It can.', schema: Readiness },
    503: { description: 'It cannot: a check fails, or the process is about to stop.', schema: Readiness },
  },
  errors: ['internal'],
};

/** For balancers and orchestrators. */
export function healthRoutes(health: Health): Router {
  const router = Router();
  mount(router, LIVE_ENDPOINT, (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ live: true } satisfies z.input<typeof Live>);
  });
  mount(router, READY_ENDPOINT, async (_req, res) => {
    const answer: z.input<typeof Readiness> = await health.ready();
    res
      .status(answer.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(answer);
  });
  return router;
}
