import { InputError } from '../ui/input-error.ts';
import { lockedText } from './missing.ts';

/** An answer that is not a success, or (`code` 'network') none at all. `message` is fit to be shown to a person. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: string;
  readonly details: unknown;
  readonly retryAfterSec: number | null;

  constructor(
    code: string,
    message: string,
    options: { details?: unknown; retryAfterSec?: number | null } = {},
  ) {
    super(message);
    this.code = code;
    this.details = options.details ?? null;
    this.retryAfterSec = options.retryAfterSec ?? null;
  }
}

/** What to tell a person about anything that was thrown. */
export function explain(error: unknown): string {
  if (error instanceof InputError) return error.message;
  if (!(error instanceof ApiError)) return 'Something went wrong in the client. Try again.';
  if (error.retryAfterSec !== null) return `${error.message} (${waitText(error.retryAfterSec)})`;
  return refusalText(error);
}

/** What a refusal, of the API or of a room, says to a person. */
export function refusalText(refusal: { code: string; message: string; details: unknown }): string {
  const { code, message, details } = refusal;
  if (code === 'invalid_request') return fieldMessages(details) || message;
  if (code === 'place_locked') return lockedText(details) ?? message;
  return message;
}

/** What each refused field should have been, once; empty if the details are not those of fields. */
function fieldMessages(details: unknown): string {
  if (!Array.isArray(details)) return '';
  const messages = details.map((detail: { message?: unknown } | null) => detail?.message);
  return [...new Set(messages.filter((message) => typeof message === 'string'))].join(' ');
}

function waitText(seconds: number): string {
  return seconds < 90 ? `wait ${seconds} s` : `wait ${Math.ceil(seconds / 60)} min`;
}
