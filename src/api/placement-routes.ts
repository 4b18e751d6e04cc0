import { Router } from 'express';
import { z } from 'zod';
import type { Decision } from '../placement/decision.ts';
import type { Services } from '../services.ts';
import { type Endpoint, mount } from './endpoint.ts';
import { AnyErrorCode, ENVELOPE_ERRORS, envelopeOf, success } from './envelope.ts';
import { guardOperator, OPERATOR_ERRORS } from './operator-guard.ts';
import type { OperatorPassword } from './operator-password.ts';
import { parseInput } from './validation.ts';

/** As many as an operator reads at once. */
const MOST = 50;

const Share = z.number().describe('From 0 to its weight.');

const Candidate = z
  .strictObject({
    instanceId: z.string().describe('The instance.'),
    processId: z.string().describe('The process that runs it.'),
    seats: z.int().describe('Seats as known then, with what was already promised.'),
    limit: z.int().describe('Seats up to which this ticket might fill it.'),
    excluded: z
      .enum(['version', 'region', 'draining', 'silent', 'closing', 'blocked', 'excluded', 'private', 'full'])
      .nullable()
      .describe('Why it was not considered; null: it was.'),
    score: z.number().describe('The sum of the parts.'),
    parts: z
      .strictObject({
        party: Share,
        friends: Share,
        guild: Share,
        fill: Share,
        language: Share,
        rtt: Share,
      })
      .describe('What the score is made of.'),
  })
  .meta({ id: 'PlacementCandidate', description: 'An instance that placement looked at.' });

const Outcome = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('placed').describe('They have their seats.'),
    instanceId: z.string().describe('Where the seats are.'),
    opened: z.boolean().describe('Whether it was opened for this ticket.'),
  }),
  z.strictObject({ type: z.literal('refused').describe('They have none.'), code: AnyErrorCode }),
]);

const PlacementDecision = z
  .strictObject({
    id: z.string().describe('Of the decision.'),
    ticketId: z.string().describe('Of the request to be placed.'),
    at: z.iso.datetime().describe('When it was decided.'),
    place: z.string().describe('Id of the place.'),
    characterIds: z.array(z.string()).describe('Who was placed together.'),
    partyId: z.string().nullable().describe('Their party.'),
    reason: z.enum(['join', 'travel', 'consolidation', 'drain']).describe('Why they were placed.'),
    candidates: z.array(Candidate).describe('Best first, the excluded ones last; at most 20.'),
    outcome: Outcome.describe('How it ended.'),
    retries: z.int().describe('How often an instance answered differently than expected.'),
    waitedMs: z.int().describe('Milliseconds until it was decided.'),
  })
  .meta({ id: 'PlacementDecision', description: 'Why characters were placed where they are.' });

const shared = {
  method: 'get',
  tag: 'operations',
  security: ['operator', 'server'],
  answers: {
    200: {
      description: 'The last decisions, newest first.',
      schema: envelopeOf(z.array(PlacementDecision).describe('The decisions.')),
    },
  },
  errors: OPERATOR_ERRORS,
  errorForm: ENVELOPE_ERRORS,
} as const satisfies Partial<Endpoint>;

const CharacterPath = z.strictObject({ characterId: z.uuid().describe('A character.') });
const InstancePath = z.strictObject({ instanceId: z.string().min(1).max(64).describe('An instance.') });

export const PLACEMENTS_OF_CHARACTER_ENDPOINT: Endpoint = {
  ...shared,
  id: 'placementsOfCharacter',
  path: '/operations/placements/characters/{characterId}',
  summary: 'Why a character is where it is: its placement decisions of the last seven days.',
  params: CharacterPath,
};

export const PLACEMENTS_OF_INSTANCE_ENDPOINT: Endpoint = {
  ...shared,
  id: 'placementsOfInstance',
  path: '/operations/placements/instances/{instanceId}',
  summary: 'Why an instance has the players that it has: the placement decisions that led to it.',
  params: InstancePath,
};

/** The operator's question "why here?". */
export function placementRoutes(
  { config, decisions }: Pick<Services, 'config' | 'decisions'>,
  password: OperatorPassword,
): Router {
  const router = Router();
  const guard = guardOperator(config, password);
  mount(router, PLACEMENTS_OF_CHARACTER_ENDPOINT, guard, async (req, res) => {
    const { characterId } = parseInput(CharacterPath, req.params, 'path');
    res.set('Cache-Control', 'no-store').json(render(await decisions.byCharacter(characterId, MOST)));
  });
  mount(router, PLACEMENTS_OF_INSTANCE_ENDPOINT, guard, async (req, res) => {
    const { instanceId } = parseInput(InstancePath, req.params, 'path');
    res.set('Cache-Control', 'no-store').json(render(await decisions.byInstance(instanceId, MOST)));
  });
  return router;
}

/** Only what the schema names leaves the server. */
function render(decisions: readonly Decision[]): object {
  return success(
    decisions.map((decision) => PlacementDecision.parse({ ...decision, at: decision.at.toISOString() })),
  );
}
