import { z } from 'zod';
import type { CharacterRecord } from '../../characters/character-store.ts';
import { CharacterName, ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';

const tag = 'characters';

const Character = z
  .object({
    id: z.uuid().describe("The character's id."),
    name: z.string().describe('Unique whatever its case.'),
    classId: ContentId.describe('Id of its class, see content/classes.'),
    level: z.int().describe('Level, from 1.'),
    experience: z.number().describe('Experience points.'),
    health: z.number().describe('Health points.'),
    mana: z.number().describe('Mana points.'),
    stamina: z.number().describe('Stamina points.'),
    place: ContentId.describe('Id of the place where it was last, see content/places.'),
    x: z.number().describe('World pixels from the left.'),
    y: z.number().describe('World pixels from the top.'),
    facing: z.number().describe('Where it looks, as in the hub state.'),
    createdAt: z.iso.datetime().describe('When it was created.'),
  })
  .meta({ id: 'Character', description: 'What a person plays.' });

const CharacterParams = z.strictObject({ characterId: z.uuid().describe("The character's id.") });

function characterView(character: CharacterRecord): z.input<typeof Character> {
  return { ...character, createdAt: character.createdAt.toISOString() };
}

export const characterRoutes: Route[] = [
  defineRoute({
    id: 'listCharacters',
    method: 'get',
    path: '/api/v1/characters',
    tag,
    summary: "List the account's characters, oldest first.",
    auth: 'bearer',
    response: z.array(Character).describe('The characters, oldest first.'),
    status: 200,
    errors: [],
    async handle({ services, identity }) {
      return (await services.characters.list(identity.accountId)).map(characterView);
    },
  }),
  defineRoute({
    id: 'createCharacter',
    method: 'post',
    path: '/api/v1/characters',
    tag,
    summary: 'Create a character.',
    auth: 'bearer',
    body: z.strictObject({
      name: CharacterName,
      classId: ContentId.describe('Id of a class, see content/classes.'),
    }),
    response: Character,
    status: 201,
    errors: ['class_not_found', 'character_name_taken', 'character_limit_reached'],
    async handle({ services, identity, body }) {
      return characterView(await services.characters.create(identity.accountId, body));
    },
  }),
  defineRoute({
    id: 'getCharacter',
    method: 'get',
    path: '/api/v1/characters/{characterId}',
    tag,
    summary: "Get one of the account's characters.",
    auth: 'bearer',
    params: CharacterParams,
    response: Character,
    status: 200,
    errors: ['character_not_found'],
    async handle({ services, identity, params }) {
      return characterView(await services.characters.get(identity.accountId, params.characterId));
    },
  }),
  defineRoute({
    id: 'deleteCharacter',
    method: 'delete',
    path: '/api/v1/characters/{characterId}',
    tag,
    summary: "Delete one of the account's characters for good.",
    auth: 'bearer',
    params: CharacterParams,
    response: z.object({ deleted: z.literal(true).describe('It is gone.') }).describe('What was done.'),
    status: 200,
    errors: ['character_not_found', 'character_in_world'],
    async handle({ services, identity, params }) {
      await services.characters.delete(identity.accountId, params.characterId);
      return { deleted: true as const };
    },
  }),
];
