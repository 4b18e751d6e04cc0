import { z } from 'zod';
import type { Content } from '../../content/types.ts';
import { INTEREST } from '../../game/interest.ts';
import { defineRoute, type Route } from '../route.ts';

const GameRules = z
  .object({
    pickUpReach: z
      .number()
      .describe('From how far away drops can be picked up, world pixels, before effects add to it.'),
    globalCooldownSec: z.number().describe('After one ability none is ready for so long, seconds.'),
    potionCooldownSec: z.number().describe('After a potion none is ready for so long, seconds.'),
    viewRadius: z.number().describe('Within so many world pixels others come into view.'),
  })
  .meta({ id: 'GameRules', description: 'Numbers of the rules that clients reckon with, too.' });

/** The ETag is remembered by the object's identity: one for each loaded content. */
const known = new WeakMap<Content, z.input<typeof GameRules>>();

export const gameRulesRoutes: Route[] = [
  defineRoute({
    id: 'getGameRules',
    method: 'get',
    path: '/api/v1/content/rules',
    tag: 'content',
    summary: 'Get the numbers of the rules that clients reckon with.',
    auth: 'none',
    response: GameRules,
    status: 200,
    unchanging: true,
    errors: [],
    async handle({ services: { content } }) {
      const rules = known.get(content) ?? rulesOf(content);
      known.set(content, rules);
      return rules;
    },
  }),
];

function rulesOf({ drops, progression }: Content): z.input<typeof GameRules> {
  return {
    pickUpReach: drops.reach,
    globalCooldownSec: progression.globalCooldownSec,
    potionCooldownSec: progression.potionCooldownSec,
    viewRadius: INTEREST.enterRadius,
  };
}
