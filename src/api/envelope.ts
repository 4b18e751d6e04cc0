import { z } from 'zod';
import { ERRORS, type ErrorCode, type GameError } from '../errors.ts';
import type { ErrorForm } from './endpoint.ts';

/** The one form of every answer under /api, success or not. */
export interface Envelope {
  success: boolean;
  data: unknown;
  error: { code: ErrorCode; message: string; details: unknown } | null;
  /** ISO 8601, UTC. */
  timestamp: string;
}

const CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

export const AnyErrorCode = z.enum(CODES).describe('What clients switch on; stable.');

const Timestamp = z.iso.datetime().describe('When the answer was made.');

export const ErrorEnvelope = z
  .strictObject({
    success: z.literal(false).describe('False: `error` says why.'),
    data: z.null().describe('Nothing.'),
    error: z
      .strictObject({
        code: AnyErrorCode,
        message: z.string().describe('For people.'),
        details: z.unknown().describe('Machine-readable facts, such as the fields that failed; else null.'),
      })
      .describe('What went wrong.'),
    timestamp: Timestamp,
  })
  .meta({ id: 'ErrorEnvelope', description: 'The answer to a request that was not carried out.' });

export function envelopeOf(data: z.ZodType) {
  return z.strictObject({
    success: z.literal(true).describe('True: `data` is the result.'),
    data,
    error: z.null().describe('Nothing.'),
    timestamp: Timestamp,
  });
}

export function success(data: unknown): Envelope {
  return { success: true, data, error: null, timestamp: new Date().toISOString() };
}

export function failure(error: GameError, at = new Date()): Envelope {
  return {
    success: false,
    data: null,
    error: { code: error.code, message: error.message, details: error.details },
    timestamp: at.toISOString(),
  };
}

export const ENVELOPE_ERRORS: ErrorForm = { schema: ErrorEnvelope, render: failure };
