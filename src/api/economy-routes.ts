import { Router } from 'express';
import { z } from 'zod';
import type { Reversal } from '../economy/reversal.ts';
import { GameError } from '../errors.ts';
import type { Services } from '../services.ts';
import { BODY_ERRORS, type Endpoint, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS, envelopeOf, success } from './envelope.ts';
import { jsonBody } from './json-body.ts';
import { auditOperator } from './operator-audit.ts';
import { guardOperator, OPERATOR_ERRORS } from './operator-guard.ts';
import type { OperatorPassword } from './operator-password.ts';
import { refuseOtherSites } from './same-origin.ts';
import { parseInput } from './validation.ts';

const OperationPath = z.strictObject({
  operationId: z
    .string()
    .regex(/^[1-9][0-9]{0,17}$/, 'A whole number from 1.')
    .describe('Id of an operation, as wallet histories show it.'),
});

const ReversalBody = z.strictObject({
  reason: z.string().trim().min(1).max(500).describe('Why, for the audit log.'),
});

const Chain = z
  .strictObject({
    chain: z
      .array(
        z.strictObject({
          operationId: z.string().describe('Of the operation.'),
          kind: z.string().describe('What it was.'),
          at: z.iso.datetime().describe('When it happened.'),
          actorId: z.string().nullable().describe('Who asked for it; null: the server itself.'),
        }),
      )
      .describe('Everything that is undone together, newest first.'),
  })
  .meta({ id: 'OperationChain', description: 'An operation, and what followed from it.' });

const Report = z
  .strictObject({
    at: z.iso.datetime().describe('When the books were looked at.'),
    tookMs: z.int().describe('Milliseconds that it took.'),
    problems: z
      .array(
        z.strictObject({
          check: z.string().describe('The rule that is broken.'),
          text: z.string().describe('What is wrong where.'),
        }),
      )
      .describe('Empty: the books are right.'),
  })
  .meta({ id: 'EconomyAuditReport', description: 'What the last audit of the economy found.' });

const shared = {
  tag: 'operations',
  security: ['operator', 'server'],
  errorForm: ENVELOPE_ERRORS,
} as const satisfies Partial<Endpoint>;
const reversal = {
  ...shared,
  path: '/operations/economy/operations/{operationId}/reversal',
  params: OperationPath,
  answers: { 200: { description: 'The chain.', schema: envelopeOf(Chain) } },
} as const satisfies Partial<Endpoint>;
const CHAIN_ERRORS = ['operation_not_found', 'operation_reversed', 'reversal_impossible'] as const;

export const ECONOMY_AUDIT_ENDPOINT: Endpoint = {
  ...shared,
  id: 'economyAudit',
  method: 'get',
  path: '/operations/economy/audit',
  summary: 'What the last audit of the economy found; null: there has been none.',
  answers: {
    200: {
      description: 'The report.',
      schema: envelopeOf(Report.nullable().describe('The report, if there has been an audit.')),
    },
  },
  errors: OPERATOR_ERRORS.filter((code) => code !== 'invalid_request'),
};

export const REVERSAL_PREVIEW_ENDPOINT: Endpoint = {
  ...reversal,
  id: 'previewReversal',
  method: 'get',
  summary: 'What would be undone with an operation. Nothing happens.',
  errors: [...OPERATOR_ERRORS, ...CHAIN_ERRORS],
};

export const REVERSAL_ENDPOINT: Endpoint = {
  ...reversal,
  id: 'reverseOperation',
  method: 'post',
  summary: 'Undo an operation and what followed from it, each by an operation of its own, all or nothing.',
  body: ReversalBody,
  errors: [...new Set([...OPERATOR_ERRORS, ...BODY_ERRORS, ...CHAIN_ERRORS, 'cross_site_refused' as const])],
};

/** The operator's remedy when something went wrong or somebody was cheated. */
export function economyRoutes(
  {
    config,
    economyAudit,
    reversals,
    audit,
  }: Pick<Services, 'config' | 'economyAudit' | 'reversals' | 'audit'>,
  password: OperatorPassword,
): Router {
  const router = Router();
  const guard = guardOperator(config, password);
  mount(router, ECONOMY_AUDIT_ENDPOINT, guard, async (_req, res) => {
    const last = await economyAudit.last();
    const report = last && Report.parse({ ...last, at: last.at.toISOString() });
    res.set('Cache-Control', 'no-store').json(success(report));
  });
  mount(router, REVERSAL_PREVIEW_ENDPOINT, guard, async (req, res) => {
    const { operationId } = parseInput(OperationPath, req.params, 'path');
    res.set('Cache-Control', 'no-store').json(render(await reversals.preview(operationId)));
  });
  // A browser that knows the operator's password sends it along for any page that asks.
  mount(router, REVERSAL_ENDPOINT, refuseOtherSites, guard, ...jsonBody, async (req, res) => {
    const { operationId } = parseInput(OperationPath, req.params, 'path');
    const { reason } = parseInput(ReversalBody, req.body, 'body');
    const entry = { action: 'economy.reverse', target: operationId } as const;
    const planned = await reversals.preview(operationId).catch(async (error: unknown) => {
      if (error instanceof GameError)
        await auditOperator(audit, req, {
          ...entry,
          outcome: 'refused',
          details: { reason, code: error.code },
        });
      throw error;
    });
    // Before it happens: what cannot be audited is not done.
    const chain = planned.chain.map((link) => link.operationId);
    await auditOperator(audit, req, { ...entry, outcome: 'done', details: { reason, chain } });
    res.set('Cache-Control', 'no-store').json(render(await reversals.reverse(operationId)));
  });
  return router;
}

function render({ chain }: Reversal): object {
  return success(Chain.parse({ chain: chain.map((link) => ({ ...link, at: link.at.toISOString() })) }));
}
