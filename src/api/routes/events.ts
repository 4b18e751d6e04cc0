import { z } from 'zod';
import { CharacterId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';

const PAGE_DEFAULT = 50;
const PAGE_MOST = 100;

export const eventRoutes: Route[] = [
  defineRoute({
    id: 'getEvents',
    method: 'get',
    path: '/api/v1/events/{characterId}',
    tag: 'events',
    summary: 'Get what a character has lived through in the last half year, newest first.',
    auth: 'bearer',
    params: z.strictObject({ characterId: CharacterId.describe('A character of the account.') }),
    query: z.strictObject({
      cursor: z.string().min(1).max(100).optional().describe('Of the page before; without it: the newest.'),
      limit: z
        .string()
        .regex(/^[1-9][0-9]{0,2}$/, `A whole number from 1 to ${PAGE_MOST}.`)
        .transform(Number)
        .pipe(z.int().max(PAGE_MOST))
        .default(PAGE_DEFAULT)
        .describe(`Entries of a page, 1 to ${PAGE_MOST}; ${PAGE_DEFAULT} when not given.`),
    }),
    response: z
      .object({
        entries: z
          .array(
            z.object({
              kind: z.string().describe('What happened, such as "operation-reversed".'),
              data: z.record(z.string(), z.unknown()).describe('More about it, by its kind.'),
              at: z.iso.datetime().describe('When.'),
            }),
          )
          .describe('Newest first.'),
        cursor: z.string().nullable().describe('Asks for the next page; null: this was the last.'),
      })
      .meta({ id: 'EventPage', description: 'What happened to a character.' }),
    status: 200,
    errors: ['character_not_found'],
    async handle({ services: { characters, gameEvents }, identity, params, query }) {
      const { id } = await characters.get(identity.accountId, params.characterId);
      const { entries, cursor } = await gameEvents.list(id, query.cursor ?? null, query.limit);
      return { entries: entries.map((event) => ({ ...event, at: event.at.toISOString() })), cursor };
    },
  }),
];
