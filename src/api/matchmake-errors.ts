import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import type { GameError } from '../errors.ts';
import type { ErrorForm } from './endpoint.ts';
import { AnyErrorCode } from './envelope.ts';
import { prepareErrorAnswer, toGameError } from './error-handler.ts';

const MatchmakeRefusal = z
  .strictObject({
    code: z.int().describe('The WebSocket close code of this error.'),
    error: z
      .string()
      .describe('`errorCode: text`. The SDK throws a MatchMakeError with this as its message.'),
    errorCode: AnyErrorCode,
    retryAfterSec: z.number().optional().describe('Seconds to wait before trying again.'),
  })
  .meta({ id: 'MatchmakeRefusal', description: 'Why there is no seat, in the form that the SDK hands on.' });

const FieldProblems = z.array(z.object({ path: z.string(), message: z.string() }));

/** The SDK throws MatchMakeError with `error` as its message and the HTTP status as its code. */
function refusal(error: GameError): z.input<typeof MatchmakeRefusal> {
  return {
    code: error.closeCode,
    error: [`${error.code}: ${error.message}`, ...fieldProblems(error.details)].join(' '),
    errorCode: error.code,
    ...(error.retryAfterSec !== undefined && { retryAfterSec: error.retryAfterSec }),
  };
}

/** The SDK hands on one text, so what is wrong with which option must stand in it. */
function fieldProblems(details: unknown): string[] {
  const problems = FieldProblems.safeParse(details);
  return problems.success ? problems.data.map(({ path, message }) => `${path}: ${message}`) : [];
}

export const MATCHMAKE_ERRORS: ErrorForm = { schema: MatchmakeRefusal, render: refusal };

export const matchmakeErrorHandler: ErrorRequestHandler = (thrown, _req, res, next) => {
  if (res.headersSent) return next(thrown);
  const error = toGameError(thrown);
  prepareErrorAnswer(res, error);
  res.json(refusal(error));
};
