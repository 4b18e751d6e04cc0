import { z } from 'zod';
import { ERRORS, type ErrorCode, GameError } from '../errors.ts';
import { ErrorEnvelope, envelopeOf, failure } from './envelope.ts';
import { errorsOf, type Route } from './route.ts';

type Json = Record<string, unknown>;

const TAGS = [
  { name: 'auth', description: 'Accounts, sessions and tokens.' },
  { name: 'characters', description: "The account's characters." },
  { name: 'content', description: 'What the world is made of. Unchanging: cached by ETag.' },
];

/** Fixed, so that the document only changes when the API does. */
const EXAMPLE_TIME = '2030-01-01T00:00:00.000Z';

/** The OpenAPI 3.1 document of exactly these routes. */
export function openApiDocument(routes: readonly Route[]): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) };
  }
  jsonSchema(ErrorEnvelope, 'output', schemas);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Omega Realm API',
      version: '1.0.0',
      summary: 'Accounts, characters and content of an Omega Realm server.',
      description:
        'Every answer has the same envelope: `success`, `data`, `error` and `timestamp`. ' +
        'Clients switch on `error.code`. Rooms are joined with a Colyseus SDK, not through this API.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that serves this document.' }],
    tags: TAGS,
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b))),
      examples: errorExamples(routes),
      headers: {
        RetryAfter: {
          description: 'Seconds to wait before trying again.',
          schema: { type: 'integer', minimum: 1 },
        },
        ETag: { description: 'Strong tag of the data, for If-None-Match.', schema: { type: 'string' } },
      },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token of login or refresh.',
        },
      },
    },
  };
}

function operation(route: Route, schemas: Json): Json {
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    security: route.auth === 'bearer' ? [{ bearer: [] }] : [],
    ...(route.params && { parameters: parameters(route.params, schemas) }),
    ...(route.body && {
      requestBody: { required: true, content: json(jsonSchema(route.body, 'input', schemas)) },
    }),
    responses: { ...successResponses(route, schemas), ...errorResponses(errorsOf(route)) },
  };
}

function parameters(params: z.ZodType, schemas: Json): Json[] {
  const { properties } = jsonSchema(params, 'input', schemas) as { properties: Record<string, Json> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema,
  }));
}

function successResponses(route: Route, schemas: Json): Json {
  const answer = { content: json(jsonSchema(envelopeOf(route.response), 'output', schemas)) };
  if (!route.unchanging) return { [route.status]: { description: 'Done.', ...answer } };
  const headers = { ETag: { $ref: '#/components/headers/ETag' } };
  return {
    [route.status]: { description: 'The content.', headers, ...answer },
    304: { description: 'The content has not changed since the ETag in If-None-Match.', headers },
  };
}

/** Codes of one HTTP status share one response, with an example each. */
function errorResponses(codes: ErrorCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${ERRORS[code].text}`).join(' '),
        ...(group.some(mayRetry) && {
          headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
        }),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/ErrorEnvelope' },
            examples: Object.fromEntries(
              group.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
}

function mayRetry(code: ErrorCode): boolean {
  return ERRORS[code].status === 429 || ERRORS[code].status === 503;
}

function errorExamples(routes: readonly Route[]): Json {
  const codes = [...new Set(routes.flatMap(errorsOf))].sort();
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { summary: ERRORS[code].text, value: { ...failure(new GameError(code)), timestamp: EXAMPLE_TIME } },
    ]),
  );
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

/** Adds the schemas that have an id, this one included, to `schemas`; they are referred to. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema, $defs, ...root } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  const referTo = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = referTo(definition);
  return referTo(root);
}
