import { ERRORS, type ErrorCode, GameError } from '../errors.ts';

/** A GameError on its way between processes. */
export interface WireError {
  code: ErrorCode;
  message?: string;
  details?: unknown;
  retryAfterSec?: number;
}

/** Anything but a GameError is a fault that other processes learn nothing about. */
export function toWire(error: unknown): WireError {
  if (!(error instanceof GameError)) return { code: 'internal' };
  const { code, message, details, retryAfterSec } = error;
  return { code, message, details, ...(retryAfterSec !== undefined && { retryAfterSec }) };
}

/** Codes of a newer build that this one does not know become `internal`. */
export function fromWire({ code, ...options }: WireError): GameError {
  return Object.hasOwn(ERRORS, code) ? new GameError(code, options) : new GameError('internal');
}
