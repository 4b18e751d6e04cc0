import { z } from 'zod';
import { BOARDS } from '../../leaderboards/boards.ts';
import type { BoardPage, BoardQuery } from '../../leaderboards/leaderboards.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { pageQuery } from '../page-query.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'leaderboards';

const BoardParams = z.strictObject({
  board: z.enum(BOARDS).describe('Which board: credits, kills, the best times of a rift, or arena rating.'),
});

const shared = {
  place: ContentId.optional().describe('Id of a rift: needed for rift-times, ignored for the others.'),
  season: z
    .string()
    .regex(/^(current|[1-9][0-9]{0,5})$/, '"current", or the number of a season.')
    .transform((text) => (text === 'current' ? text : Number(text)))
    .optional()
    .describe('The season; all time when not given.'),
};

const PageQuery = z.strictObject({
  ...shared,
  ...pageQuery(z.string().min(1).max(200), { entries: 50, first: 'the best' }),
});

const CharacterParams = BoardParams.extend({
  characterId: CharacterId.describe('A character of the account.'),
});
const CharacterQuery = z.strictObject(shared);

const Page = z
  .object({
    season: z.int().nullable().describe('The season; null: all time.'),
    entries: z
      .array(
        z.object({
          rank: z
            .int()
            .describe('From 1. Nobody shares one: of equals the one who was there first stands before.'),
          characterId: z.string().describe("The character's id."),
          name: z.string().describe('Its name.'),
          classId: ContentId.describe('Id of its class.'),
          level: z.int().describe('Its level.'),
          score: z.int().describe('Credits, kills, milliseconds or rating.'),
          reachedAt: z.iso.datetime().describe('When it was reached.'),
        }),
      )
      .describe('Best first.'),
    cursor: z.string().nullable().describe('Asks for the next page; null: this was the last.'),
  })
  .meta({ id: 'LeaderboardPage', description: 'A part of a leaderboard.' });

function queryOf(
  { board }: { board: BoardQuery['board'] },
  query: z.output<typeof CharacterQuery>,
): BoardQuery {
  return { board, place: query.place ?? null, season: query.season ?? null };
}

function pageView({ entries, ...page }: BoardPage): z.input<typeof Page> {
  return {
    ...page,
    entries: entries.map((entry) => ({ ...entry, reachedAt: entry.reachedAt.toISOString() })),
  };
}

/** A part of a board as one character sees it. @param read which part */
function ofCharacter({
  read,
  ...route
}: Pick<Route, 'id' | 'path' | 'summary'> & { read: 'around' | 'friends' }): Route {
  return defineRoute({
    ...route,
    method: 'get',
    tag,
    auth: 'bearer',
    params: CharacterParams,
    query: CharacterQuery,
    response: Page,
    status: 200,
    errors: ['character_not_found', 'place_not_found'],
    async handle({ services: { leaderboards }, identity, params, query }) {
      const { accountId } = identity;
      return pageView(await leaderboards[read](queryOf(params, query), accountId, params.characterId));
    },
  });
}

export const leaderboardRoutes: Route[] = [
  defineRoute({
    id: 'getLeaderboard',
    method: 'get',
    path: '/api/v1/leaderboards/{board}',
    tag,
    summary: 'Get a leaderboard, best first. Wealth is counted anew every five minutes.',
    auth: 'bearer',
    params: BoardParams,
    query: PageQuery,
    response: Page,
    status: 200,
    errors: ['place_not_found'],
    async handle({ services: { leaderboards }, params, query }) {
      return pageView(await leaderboards.page(queryOf(params, query), query.cursor ?? null, query.limit));
    },
  }),
  ofCharacter({
    id: 'getLeaderboardAround',
    path: '/api/v1/leaderboards/{board}/around/{characterId}',
    summary:
      'Get a character on a leaderboard, with the ten before and after it; empty when it is not on it.',
    read: 'around',
  }),
  ofCharacter({
    id: 'getLeaderboardFriends',
    path: '/api/v1/leaderboards/{board}/friends/{characterId}',
    summary: 'Get a character and its friends, ranked among themselves.',
    read: 'friends',
  }),
  defineRoute({
    id: 'getSeason',
    method: 'get',
    path: '/api/v1/seasons/current',
    tag,
    summary: 'Get the season that runs. A season is a month.',
    auth: 'bearer',
    response: z
      .object({
        number: z.int().describe('Its number, from 1.'),
        startsAt: z.iso.datetime().describe('When it began.'),
        endsAt: z.iso.datetime().describe('When the next one begins.'),
      })
      .meta({ id: 'Season', description: 'A time in which leaderboards are counted by themselves.' }),
    status: 200,
    errors: [],
    async handle({ services: { leaderboards } }) {
      const { number, startsAt, endsAt } = await leaderboards.currentSeason();
      return { number, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    },
  }),
];
