import { z } from 'zod';
import { ContentId } from '../fields.ts';

/** The parts of the universe, as the content routes and the universe routes answer them. */

const Lowest = z.number().int().describe('The lowest level that will do.');

export const Requirement = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('level').describe('The level of the character.'), level: Lowest }),
    z.object({
      kind: z.literal('upgrade').describe('The level of one of its upgrades.'),
      upgrade: ContentId.describe("The upgrade's id."),
      level: Lowest,
    }),
  ])
  .meta({ id: 'Requirement', description: 'What a character needs.' });

const Gap = {
  needed: z.int().describe('What it takes.'),
  has: z.int().describe('What the character has.'),
};

export const Missing = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('level').describe('A level that it has not reached.'), ...Gap }),
    z.object({
      kind: z.literal('upgrade').describe('An upgrade that it does not have, or not to that level.'),
      upgrade: ContentId.describe("The upgrade's id."),
      ...Gap,
    }),
  ])
  .meta({ id: 'Missing', description: 'What a character lacks of a requirement.' });

export const StarSystem = z
  .object({
    id: ContentId.describe("The system's id."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    x: z.number().describe('Light years on the star chart, to the right.'),
    y: z.number().describe('Light years on the star chart, downwards.'),
  })
  .meta({ id: 'StarSystem', description: 'A star system.' });

export const Place = z
  .object({
    id: ContentId.describe("The place's id; goes into `joinOrCreate`'s options."),
    kind: z.enum(['hub', 'zone', 'rift', 'arena']).describe('Also the name of its kind of room.'),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    system: ContentId.describe('Id of its star system.'),
    map: z.string().describe('File name of its map.'),
    requires: z.array(Requirement).readonly().describe('What it takes to be let in: all of these.'),
  })
  .meta({ id: 'Place', description: 'A hub, zone, rift or arena.' });

export const Station = z
  .object({
    id: ContentId.describe("The station's id."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    system: ContentId.describe('Id of its star system.'),
    place: ContentId.describe('Id of the place in which it stands.'),
    spawn: z.string().describe("Name of the spawn on the place's map at which travellers arrive."),
    routes: z
      .array(ContentId)
      .readonly()
      .describe('Ids of the stations that can be reached from it; every route leads both ways.'),
  })
  .meta({ id: 'Station', description: 'Where ships land: warp leads from station to station.' });
