import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Identity } from '../accounts/accounts.ts';
import type { ErrorCode } from '../errors.ts';
import type { Services } from '../services.ts';
import { identify } from './authentication.ts';
import { clientAddress } from './client-address.ts';
import { type Answer, BEARER_ERRORS, BODY_ERRORS, type Endpoint, type Method, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS, envelopeOf, success } from './envelope.ts';
import { sendUnchanging } from './etag.ts';
import { IdempotencyKey, operationKey } from './idempotency.ts';
import { jsonBody } from './json-body.ts';
import { JsonParts, sendParts } from './json-parts.ts';
import { parseInput } from './validation.ts';

export type Auth = 'none' | 'bearer';

export interface RouteInput<
  A extends Auth,
  P extends z.ZodType,
  B extends z.ZodType,
  Q extends z.ZodType,
  I extends boolean,
> {
  services: Services;
  /** The caller's IP address. */
  address: string;
  identity: A extends 'bearer' ? Identity : null;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** The key of the operation, for routes that are `idempotent`. */
  key: I extends true ? string : null;
}

/** One endpoint: what is mounted, validated and documented comes from this same object. */
export interface Route<
  A extends Auth = Auth,
  P extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  I extends boolean = boolean,
> {
  /** OpenAPI's operationId. */
  id: string;
  method: Method;
  /** OpenAPI's form: '/api/v1/characters/{characterId}'. */
  path: `/api/v1/${string}`;
  tag: string;
  summary: string;
  auth: A;
  params?: P;
  /** Fields of text; routes without one refuse every query. */
  query?: Q;
  /** Routes without one do not read the request's body. */
  body?: B;
  response: R;
  status: number;
  /** Beyond those that follow from the route's form; see `errorsOf`. */
  errors: ErrorCode[];
  /** The answer never changes while the process runs: it is kept ready, with a strong ETag. */
  unchanging?: true;
  /** Moves what somebody owns: needs an Idempotency-Key, and the bearer whose key it is. */
  idempotent?: I;
  handle(input: RouteInput<A, P, B, Q, I>): Promise<z.input<R> | JsonParts>;
}

const NoFields = z.strictObject({});

/** Infers the handler's types from the schemas. */
export function defineRoute<
  A extends Auth,
  R extends z.ZodType,
  P extends z.ZodType = typeof NoFields,
  B extends z.ZodType = typeof NoFields,
  Q extends z.ZodType = typeof NoFields,
  I extends boolean = false,
>(route: Route<A, P, B, R, Q, I>): Route {
  return route as unknown as Route;
}

/** Every error code that a route may answer with. */
export function errorsOf(route: Route): ErrorCode[] {
  const codes: ErrorCode[] = ['invalid_request', ...route.errors, 'rate_limited', 'internal'];
  if (route.body) codes.push(...BODY_ERRORS);
  if (route.auth === 'bearer') codes.push(...BEARER_ERRORS);
  if (route.idempotent) codes.push('idempotency_key_missing', 'idempotency_key_reused');
  return [...new Set(codes)];
}

/** A route, as the document describes it. */
export function endpointOf(route: Route): Endpoint {
  const { id, method, path, tag, summary, params, query, body, idempotent } = route;
  return {
    id,
    method,
    path,
    tag,
    summary,
    security: route.auth === 'bearer' ? ['bearer'] : [],
    ...(params && { params }),
    ...(query && { query }),
    ...(idempotent && { headers: z.strictObject({ 'Idempotency-Key': IdempotencyKey }) }),
    ...(body && { body }),
    answers: answersOf(route),
    errors: errorsOf(route),
    errorForm: ENVELOPE_ERRORS,
  };
}

function answersOf(route: Route): Record<number, Answer> {
  const schema = envelopeOf(route.response);
  if (!route.unchanging) return { [route.status]: { description: 'Done.', schema } };
  return {
    [route.status]: { description: 'The content.', schema, etag: true },
    304: { description: 'The content has not changed since the ETag in If-None-Match.', etag: true },
  };
}

export function mountRoutes(app: Express, routes: readonly Route[], services: Services): void {
  for (const route of routes) mount(app, route, ...handlersOf(route, services));
}

/** Who calls is settled before the body is read: strangers get no work out of the parser. */
function handlersOf(route: Route, services: Services): RequestHandler[] {
  const authenticate: RequestHandler = async (req, res, next) => {
    const identity = route.auth === 'bearer' ? await identify(req, services.accounts) : null;
    res.locals.identity = identity;
    res.locals.key = route.idempotent ? operationKey(req, identity!.accountId) : null;
    next();
  };
  const answer: RequestHandler = async (req, res) => {
    const query = parseInput(route.query ?? NoFields, req.query, 'query');
    const data = await route.handle({
      services,
      address: clientAddress(req),
      identity: res.locals.identity,
      params: parseInput(route.params ?? NoFields, req.params, 'path'),
      query,
      key: res.locals.key,
      body: route.body && parseInput(route.body, req.body, 'body'),
    });
    if (route.idempotent) services.inventoryNews.changed(res.locals.identity.accountId);
    if (data instanceof JsonParts) await sendParts(res, route.status, data);
    else send(route, req, res, data);
  };
  return [authenticate, ...(route.body ? jsonBody : []), answer];
}

/** Only what the response schema names leaves the server. */
function send(route: Route, req: Request, res: Response, data: unknown): void {
  const render = () => success(route.response.parse(data));
  if (route.unchanging) sendUnchanging(req, res, data as object, render);
  else res.status(route.status).set('Cache-Control', 'no-store').json(render());
}
