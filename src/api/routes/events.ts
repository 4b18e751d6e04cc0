import { z } from 'zod';
import { CharacterId } from '../fields.ts';
import { pageQuery } from '../page-query.ts';
import { defineRoute, type Route } from '../route.ts';

export const eventRoutes: Route[] = [
  defineRoute({
    id: 'getEvents',
    method: 'get',
    path: '/api/v1/events/{characterId}',
    tag: 'events',
    summary: 'Get what a character has lived through in the last half year, newest first.',
    auth: 'bearer',
    params: z.strictObject({ characterId: CharacterId.describe('A character of the account.') }),
    query: z.strictObject(pageQuery(z.string().min(1).max(100), { entries: 50, first: 'the newest' })),
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
