import { z } from 'zod';
import { ERRORS, type ErrorCode, GameError } from '../errors.ts';
import type { Answer, Endpoint, ErrorForm, SecurityScheme } from './endpoint.ts';

type Json = Record<string, unknown>;

const TAGS = [
  { name: 'auth', description: 'Accounts, sessions and tokens.' },
  { name: 'characters', description: "The account's characters." },
  { name: 'parties', description: 'Characters that are placed and travel together.' },
  { name: 'friends', description: 'Friends, requests and blocks.' },
  { name: 'content', description: 'What the world is made of. Unchanging: cached by ETag.' },
  { name: 'universe', description: 'The star chart: systems, stations and the routes between them.' },
  { name: 'wallets', description: 'What characters have that is counted, and how it came about.' },
  {
    name: 'rooms',
    description: "Seats in rooms, in the form of Colyseus' SDKs, which call this by themselves.",
  },
  { name: 'operations', description: 'For balancers, Prometheus and the operator.' },
  { name: 'document', description: 'This document.' },
];

const SECURITY_SCHEMES: Record<SecurityScheme, Json> = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of login or refresh.',
  },
  operator: {
    type: 'http',
    scheme: 'basic',
    description: 'The user `operator` with the OPERATOR_PASSWORD of the configuration.',
  },
  server: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Server-Secret',
    description: 'The SERVER_SECRET that the servers of a realm share.',
  },
};

/** Fixed, so that the document only changes when the API does. */
const EXAMPLE_TIME = new Date('2030-01-01T00:00:00.000Z');

/** The OpenAPI 3.1 document of exactly these endpoints. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const schemas: Json = {};
  const examples: Json = {};
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const operation = operationOf(endpoint, schemas, examples);
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Omega Realm API',
      version: '1.0.0',
      summary: 'Everything that clients and operators of an Omega Realm server call over HTTP.',
      description:
        'Under `/api/v1` every answer has the same envelope: `success`, `data`, `error` and `timestamp`; clients ' +
        'switch on `error.code`. Rooms are joined with a Colyseus SDK, which asks `/matchmake` for a seat and ' +
        'goes on over WebSocket. Pages are no API and not in here: the client, the panel at `/monitor`, and ' +
        'this document made readable at `/api/docs`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that serves this document.' }],
    tags: TAGS,
    paths,
    components: {
      schemas: sortedByName(schemas),
      examples: sortedByName(examples),
      headers: {
        RetryAfter: {
          description: 'Seconds to wait before trying again.',
          schema: { type: 'integer', minimum: 1 },
        },
        ETag: { description: 'Strong tag of the data, for If-None-Match.', schema: { type: 'string' } },
      },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function operationOf(endpoint: Endpoint, schemas: Json, examples: Json): Json {
  const { id, tag, summary, security, body, answers, errors, errorForm } = endpoint;
  const parameters = [
    ...parametersIn('path', endpoint.params, schemas),
    ...parametersIn('query', endpoint.query, schemas),
    ...parametersIn('header', endpoint.headers, schemas),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    security: security.map((scheme) => ({ [scheme]: [] })),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: content(jsonSchema(body, 'input', schemas)) } }),
    responses: {
      ...successResponses(answers, schemas),
      ...errorResponses(errors, errorForm, schemas, examples),
    },
  };
}

function parametersIn(
  where: 'path' | 'query' | 'header',
  fields: z.ZodType | undefined,
  schemas: Json,
): Json[] {
  if (!fields) return [];
  const { properties, required = [] } = jsonSchema(fields, 'input', schemas) as {
    properties: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    required: required.includes(name),
    description,
    schema,
  }));
}

function successResponses(answers: Endpoint['answers'], schemas: Json): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, successResponse(answer, schemas)]),
  );
}

function successResponse({ description, schema, mediaType, etag }: Answer, schemas: Json): Json {
  return {
    description,
    ...(etag && { headers: { ETag: { $ref: '#/components/headers/ETag' } } }),
    ...(schema && { content: content(jsonSchema(schema, 'output', schemas), mediaType) }),
  };
}

/** Codes of one HTTP status share one response, with an example each; adds these to `examples`. */
function errorResponses(codes: readonly ErrorCode[], form: ErrorForm, schemas: Json, examples: Json): Json {
  const schema = jsonSchema(form.schema, 'output', schemas);
  const reference = (code: ErrorCode) => {
    const name = `${form.schema.meta()?.id}.${code}`;
    examples[name] = {
      summary: ERRORS[code].text,
      value: form.render(new GameError(code), EXAMPLE_TIME),
    };
    return [code, { $ref: `#/components/examples/${name}` }];
  };
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
          'application/json': { schema, examples: Object.fromEntries(group.map(reference)) },
        },
      },
    ]),
  );
}

function mayRetry(code: ErrorCode): boolean {
  return ERRORS[code].status === 429 || ERRORS[code].status === 503;
}

function content(schema: Json, mediaType = 'application/json'): Json {
  return { [mediaType]: { schema } };
}

function sortedByName(values: Json): Json {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => a.localeCompare(b)));
}

/** Adds the schemas that have an id, this one included, to `schemas`; they are referred to. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema, $defs, ...root } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  const referTo = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = referTo(definition);
  return referTo(root);
}
