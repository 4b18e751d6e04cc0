import { Router } from 'express';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { type Endpoint, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS, envelopeOf, success } from './envelope.ts';
import { guardOperator, OPERATOR_ERRORS } from './operator-guard.ts';
import type { OperatorPassword } from './operator-password.ts';

/** As many as an operator reads at once. */
export const MOST_SHOWN = 50;

const Report = z
  .strictObject({
    characterId: z.string().describe('Whose it is.'),
    points: z.number().describe('What it has come to, less what time has forgiven.'),
    threshold: z.number().describe('Whoever has so many is sent away.'),
    refusals: z
      .record(z.string(), z.int())
      .describe('How often each was refused, by code; `input_flood` counts inputs, `clock_ahead` seconds.'),
  })
  .meta({ id: 'ConductReport', description: 'What of a character’s wishes was refused.' });

export const CONDUCT_ENDPOINT: Endpoint = {
  id: 'conduct',
  method: 'get',
  tag: 'operations',
  security: ['operator', 'server'],
  path: '/operations/conduct',
  summary: 'Who behaves worst, of those who are or were lately in this process.',
  answers: {
    200: {
      description: 'Most points first.',
      schema: envelopeOf(z.array(Report).describe('At most fifty characters.')),
    },
  },
  errors: OPERATOR_ERRORS.filter((code) => code !== 'invalid_request'),
  errorForm: ENVELOPE_ERRORS,
};

/** Whom an operator may want to look at. */
export function conductRoutes(
  { conducts, config, content }: Pick<Services, 'conducts' | 'config' | 'content'>,
  password: OperatorPassword,
): Router {
  const router = Router();
  mount(router, CONDUCT_ENDPOINT, guardOperator(config, password), (_req, res) => {
    const { threshold } = content.conduct;
    const worst = conducts.worst(MOST_SHOWN).map((report) => Report.parse({ ...report, threshold }));
    res.set('Cache-Control', 'no-store').json(success(worst));
  });
  return router;
}
