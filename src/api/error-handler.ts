import type { ErrorRequestHandler, Response } from 'express';
import { type ErrorCode, GameError } from '../errors.ts';
import { failure } from './envelope.ts';

/** What Express' body parsers call their errors. */
const PARSER_ERRORS: Record<string, ErrorCode> = {
  'entity.parse.failed': 'invalid_json',
  'entity.too.large': 'body_too_large',
};

/** Whatever was thrown, as the error that the caller may see. */
export function toGameError(error: unknown): GameError {
  if (error instanceof GameError) return error;
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type !== undefined && Object.hasOwn(PARSER_ERRORS, type)) return new GameError(PARSER_ERRORS[type]!);
  // Express' own complaints about a request: broken percent-encoding, an unknown charset, a corrupt gzip body.
  if (status !== undefined && status >= 400 && status < 500) return new GameError('invalid_request');
  return new GameError('internal', { cause: error });
}

/** Sets status and headers of an error's answer, and hands the cause to the request log if the fault is ours. */
export function prepareErrorAnswer(res: Response, error: GameError): void {
  if (error.status >= 500) res.err = error;
  if (error.retryAfterSec !== undefined) res.set('Retry-After', String(Math.ceil(error.retryAfterSec)));
  if (error.status === 401 && !res.get('WWW-Authenticate')) res.set('WWW-Authenticate', 'Bearer');
  res.status(error.status).set('Cache-Control', 'no-store');
}

export const errorHandler: ErrorRequestHandler = (thrown, _req, res, next) => {
  // Too late for an answer: Express ends the connection.
  if (res.headersSent) return next(thrown);
  const error = toGameError(thrown);
  prepareErrorAnswer(res, error);
  res.json(failure(error));
};
