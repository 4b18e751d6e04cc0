import { Router } from 'express';
import { z } from 'zod';
import type { RunningConfig } from '../config.ts';
import type { Metrics } from '../operations/metrics.ts';
import { type Endpoint, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS } from './envelope.ts';
import { guardOperator } from './operator-guard.ts';
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
  mount(router, METRICS_ENDPOINT, guardOperator(config, password), async (_req, res) => {
    res
      .set('Cache-Control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics());
  });
  return router;
}
