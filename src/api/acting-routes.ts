import { z } from 'zod';
import type { Identity } from '../accounts/accounts.ts';
import type { ErrorCode } from '../errors.ts';
import type { Services } from '../services.ts';
import { CharacterId } from './fields.ts';
import { defineRoute, type Route } from './route.ts';

const ActingCharacter = z.strictObject({
  characterId: CharacterId.describe('Who does it: a character of the account.'),
});

/** Something that a character has, such as its party. */
export interface Possession<R extends z.ZodType> {
  /** In the path, and the tag in the document. */
  name: string;
  response: R;
  read(services: Services, characterId: string): Promise<z.input<R>>;
}

export interface Action<B extends z.ZodType> {
  /** OpenAPI's operationId. */
  id: string;
  /** Last part of the path. */
  name: string;
  summary: string;
  body: B;
  /** Beyond character_not_found. */
  errors: ErrorCode[];
  act(services: Services, characterId: string, body: z.output<B>): Promise<void>;
}

/** Routes of the form /{name}/{characterId}. All answer what the character has, after what was done. */
export function actingRoutes<R extends z.ZodType>({ name: tag, response, read }: Possession<R>) {
  const shared = { tag, auth: 'bearer', params: ActingCharacter, response, status: 200 } as const;
  return {
    look: (id: string, summary: string): Route =>
      defineRoute({
        ...shared,
        id,
        method: 'get',
        path: `/api/v1/${tag}/{characterId}`,
        summary,
        errors: ['character_not_found'],
        handle: async ({ services, identity, params }) =>
          read(services, await ownCharacterId(services, identity, params.characterId)),
      }),

    action: <B extends z.ZodType>({ id, name, summary, body, errors, act }: Action<B>): Route =>
      defineRoute({
        ...shared,
        id,
        method: 'post',
        path: `/api/v1/${tag}/{characterId}/${name}`,
        summary,
        body,
        errors: ['character_not_found', ...errors],
        async handle({ services, identity, params, body }) {
          const characterId = await ownCharacterId(services, identity, params.characterId);
          await act(services, characterId, body);
          return read(services, characterId);
        },
      }),
  };
}

/** Errors: character_not_found, also for somebody else's. */
async function ownCharacterId(
  { characters }: Services,
  { accountId }: Identity,
  characterId: string,
): Promise<string> {
  return (await characters.get(accountId, characterId)).id;
}
