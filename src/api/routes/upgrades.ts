import { z } from 'zod';
import { CharacterId, ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { Missing, Requirement } from './world-schemas.ts';

const tag = 'upgrades';

const Adds = (what: string) => z.number().optional().describe(what);

const Upgrade = z
  .object({
    id: ContentId.describe("The upgrade's id."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it does, in words.'),
    maxLevel: z.int().describe('Its highest level.'),
    requires: z.array(Requirement).readonly().describe('What every level of it takes, beside credits.'),
    effects: z
      .object({
        speed: Adds('World pixels per second.'),
        speedBonus: Adds('Share of the speed: 0.1 is a tenth faster.'),
        slots: Adds('Slots of the inventory.'),
        carry: Adds('Grams that can be carried.'),
        collection: Adds('Share faster at collecting.'),
        scannerRange: Adds('World pixels from which debris is seen.'),
        magnetRange: Adds('World pixels further that it reaches when it collects.'),
      })
      .describe('What each level adds.'),
    level: z.int().describe('The level that the character has; 0: none.'),
    cost: z.int().nullable().describe('Credits for the next level; null: it has the highest.'),
    missing: z.array(Missing).describe('What the next level still takes, beside credits; empty: nothing.'),
  })
  .meta({ id: 'Upgrade', description: 'Something that a character gets better at for good.' });

export const upgradeRoutes: Route[] = [
  defineRoute({
    id: 'listUpgrades',
    method: 'get',
    path: '/api/v1/upgrades/{characterId}',
    tag,
    summary: 'List all upgrades, as a character has them.',
    auth: 'bearer',
    params: z.strictObject({ characterId: CharacterId.describe('A character of the account.') }),
    response: z.array(Upgrade).describe("All upgrades, in the content's order."),
    status: 200,
    errors: ['character_not_found'],
    async handle({ services, identity, params }) {
      const upgrades = await services.upgrades.list(identity.accountId, params.characterId);
      return upgrades.map(({ upgrade, ...state }) => ({ ...upgrade, ...state }));
    },
  }),
  defineRoute({
    id: 'buyUpgrade',
    method: 'post',
    path: '/api/v1/upgrades/{characterId}/{upgradeId}',
    tag,
    summary: 'Buy the next level of an upgrade. It acts at once, wherever the character is.',
    auth: 'bearer',
    idempotent: true,
    params: z.strictObject({
      characterId: CharacterId.describe('Who gets better: a character of the account.'),
      upgradeId: ContentId.describe('Id of an upgrade.'),
    }),
    response: z
      .object({
        level: z.int().describe('The level that was reached.'),
        paid: z.int().describe('Credits that it cost.'),
        credits: z.int().describe('Credits that were left.'),
      })
      .meta({ id: 'BoughtLevel', description: 'A level of an upgrade that was bought.' }),
    status: 200,
    errors: [
      'character_not_found',
      'content_not_found',
      'upgrade_maxed',
      'requirements_unmet',
      'insufficient_credits',
    ],
    handle: ({ services, identity, params, key }) =>
      services.upgrades.buy(identity.accountId, params.characterId, params.upgradeId, key),
  }),
];
