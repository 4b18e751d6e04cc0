import { z } from 'zod';
import type { StoredMatch } from '../../competition/match-store.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { pageQuery } from '../page-query.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'matches';

const Match = z
  .object({
    id: z.string().describe("The match's id."),
    place: ContentId.describe('Id of the arena, see content/places.'),
    startedAt: z.iso.datetime().describe('When the first blow was allowed.'),
    endedAt: z.iso.datetime().describe('When it was over.'),
    participants: z
      .array(
        z.object({
          characterId: z.string().describe("The character's id."),
          name: z.string().describe('Its name.'),
          rank: z.int().describe('From 1; equals share one. Who left stands behind all who stayed.'),
          kills: z.int().describe('How many it killed.'),
          deaths: z.int().describe('How often it died.'),
          assists: z.int().describe('Kills of others in which it took part.'),
          damage: z.int().describe('Health that it took from others.'),
          left: z.boolean().describe('Whether it went before the end.'),
          ratingBefore: z.int().describe('Its arena rating before the match.'),
          ratingAfter: z.int().describe('Its arena rating after the match.'),
        }),
      )
      .describe('Best first; without those who are no more.'),
  })
  .meta({ id: 'Match', description: 'What was fought out in an arena.' });

function matchView({ endedAt, entrants, startedAt, ...match }: StoredMatch): z.input<typeof Match> {
  return {
    ...match,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    participants: entrants,
  };
}

export const matchRoutes: Route[] = [
  defineRoute({
    id: 'getMatch',
    method: 'get',
    path: '/api/v1/matches/{id}',
    tag,
    summary: 'Get the result of a match.',
    auth: 'bearer',
    params: z.strictObject({ id: z.uuid().toLowerCase().describe("A match's id.") }),
    response: Match,
    status: 200,
    errors: ['match_not_found'],
    async handle({ services: { matches }, params }) {
      return matchView(await matches.get(params.id));
    },
  }),
  defineRoute({
    id: 'getMatches',
    method: 'get',
    path: '/api/v1/characters/{characterId}/matches',
    tag,
    summary: 'Get the matches that a character fought in, newest first.',
    auth: 'bearer',
    params: z.strictObject({ characterId: CharacterId.describe('A character of the account.') }),
    query: z.strictObject(pageQuery(z.string().min(1).max(200), { entries: 20, first: 'the newest' })),
    response: z
      .object({
        entries: z.array(Match).describe('Newest first.'),
        cursor: z.string().nullable().describe('Asks for the next page; null: this was the last.'),
      })
      .meta({ id: 'MatchPage', description: 'Matches of a character.' }),
    status: 200,
    errors: ['character_not_found'],
    async handle({ services: { matches }, identity, params, query }) {
      const { accountId } = identity;
      const page = await matches.ofCharacter(
        accountId,
        params.characterId,
        query.cursor ?? null,
        query.limit,
      );
      return { entries: page.entries.map(matchView), cursor: page.cursor };
    },
  }),
];
