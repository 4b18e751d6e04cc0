import { z } from 'zod';
import { ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { Missing } from './world-schemas.ts';

const tag = 'navigation';

const NavigationPlace = z
  .object({
    id: ContentId.describe("The place's id."),
    name: z.string().describe('Its name.'),
    kind: z.enum(['hub', 'zone', 'rift', 'arena']).describe('Also the name of its kind of room.'),
    text: z.string().describe('What it is like.'),
    population: z.int().describe('Seats taken in all of its instances, a moment ago.'),
    instances: z.int().describe('How many instances of it run.'),
    missing: z.array(Missing).describe('What the character lacks to be let in; empty: nothing.'),
    reachable: z
      .enum(['portal', 'warp', 'enter'])
      .nullable()
      .describe('How the character gets there; `enter` is where it is or was last; null: not from here.'),
  })
  .meta({ id: 'NavigationPlace', description: 'A place, as one character sees it.' });

const NavigationStation = z
  .object({
    id: ContentId.describe("The station's id; goes into `warp`."),
    name: z.string().describe('Its name.'),
    place: ContentId.describe('Id of the place in which it stands.'),
    missing: z.array(Missing).describe('What the character lacks to be let into that place.'),
  })
  .meta({ id: 'NavigationStation', description: 'A station to which a route leads.' });

export const navigationRoutes: Route[] = [
  defineRoute({
    id: 'getNavigation',
    method: 'get',
    path: '/api/v1/navigation/{characterId}',
    tag,
    summary: 'List where a character can go from where it is.',
    auth: 'bearer',
    params: z.strictObject({ characterId: z.uuid().describe("The character's id.") }),
    response: z
      .object({
        here: ContentId.describe('Id of the place where the character is, or was last.'),
        places: z.array(NavigationPlace).describe('All places.'),
        stations: z.array(NavigationStation).describe('The stations to which it can warp.'),
      })
      .meta({ id: 'Navigation', description: 'Where a character can go.' }),
    status: 200,
    errors: ['character_not_found'],
    handle: ({ services, identity, params }) =>
      services.journeys.places(identity.accountId, params.characterId),
  }),
  defineRoute({
    id: 'warp',
    method: 'post',
    path: '/api/v1/navigation/warp',
    tag,
    summary: 'Warp to a station, with the whole party. Clients get the `travel` message in their rooms.',
    auth: 'bearer',
    body: z.strictObject({
      characterId: z.uuid().describe('Who warps: alone, or as the leader of its party.'),
      station: ContentId.describe('Id of a station to which a route leads from here.'),
    }),
    response: z
      .object({
        place: ContentId.describe('Id of the place to which they travel.'),
        travelling: z.array(z.uuid().describe("A character's id.")).describe('Who travels.'),
      })
      .meta({ id: 'Journey', description: 'A travel under way.' }),
    status: 202,
    errors: [
      'character_not_found',
      'character_not_in_world',
      'station_not_found',
      'place_unreachable',
      'place_locked',
      'place_full',
      'rift_private',
      'party_not_leader',
      'party_too_large',
      'party_changed',
      'travel_in_progress',
      'travel_refused',
      'shutting_down',
    ],
    handle: ({ services, identity, body }) =>
      services.journeys.warp(identity.accountId, body.characterId, body.station),
  }),
];
