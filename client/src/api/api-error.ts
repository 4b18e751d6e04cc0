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
  if (!(error instanceof ApiError)) return 'Something went wrong in the client. Try again.';
  if (error.retryAfterSec !== null) return `${error.message} (${waitText(error.retryAfterSec)})`;
  if (error.code === 'invalid_request') return fieldMessages(error.details) || error.message;
  return error.message;
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
