import type { IRouter, RequestHandler } from 'express';
import type { z } from 'zod';
import type { ErrorCode, GameError } from '../errors.ts';

export type Method = 'get' | 'post' | 'delete';

/** Names of the OpenAPI document's security schemes. */
export type SecurityScheme = 'bearer' | 'operator' | 'server';

/** What is answered with one HTTP status when the request was carried out. */
export interface Answer {
  description: string;
  /** Absent: the answer has no body. */
  schema?: z.ZodType;
  /** JSON when not given. */
  mediaType?: 'text/plain';
  /** Has a strong ETag. */
  etag?: true;
}

/** The form in which a group of endpoints answers errors. */
export interface ErrorForm {
  /** Has an id: the document names it by that. */
  schema: z.ZodType;
  render(error: GameError, at: Date): object;
}

/** One address that clients or operators call: mounted where this says, documented as this says. */
export interface Endpoint {
  /** OpenAPI's operationId. */
  id: string;
  method: Method;
  /** OpenAPI's form: '/matchmake/reconnect/{roomId}'. */
  path: `/${string}`;
  tag: string;
  summary: string;
  /** Any one of these is enough; without one it is open to everybody. */
  security: readonly SecurityScheme[];
  params?: z.ZodType;
  query?: z.ZodType;
  headers?: z.ZodType;
  body?: z.ZodType;
  /** By HTTP status. */
  answers: Readonly<Record<number, Answer>>;
  /** Every code that it may answer with. */
  errors: readonly ErrorCode[];
  errorForm: ErrorForm;
}

/** What reading and checking a JSON body may answer. */
export const BODY_ERRORS = [
  'invalid_request',
  'invalid_json',
  'body_too_large',
] as const satisfies ErrorCode[];

/** What looking at an access token may answer. */
export const BEARER_ERRORS = [
  'unauthenticated',
  'token_expired',
  'session_revoked',
  'unavailable',
] as const satisfies ErrorCode[];

export function mount(
  router: IRouter,
  { method, path }: Pick<Endpoint, 'method' | 'path'>,
  ...handlers: RequestHandler[]
): void {
  router[method](path.replace(/\{(\w+)\}/g, ':$1'), ...handlers);
}
