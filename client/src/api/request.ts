import { ApiError } from './api-error.ts';

const TIMEOUT_MS = 15_000;

interface Envelope {
  success: boolean;
  data: unknown;
  error: { code: string; message: string; details: unknown } | null;
}

export interface RequestOptions {
  body?: unknown;
  accessToken?: string;
  /** Names an action that must happen once, however often it is asked for. */
  idempotencyKey?: string;
}

/**
 * One call of the API, unwrapped from its envelope. The caller says what the data is.
 * @throws ApiError
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.accessToken !== undefined) headers.authorization = `Bearer ${options.accessToken}`;
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  let response: Response;
  let envelope: Envelope;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    envelope = (await response.json()) as Envelope;
  } catch {
    throw new ApiError('network', 'The realm does not answer. Check your connection and try again.');
  }
  if (envelope.success) return envelope.data as T;
  const { code, message, details } = envelope.error ?? {
    code: 'internal',
    message: 'The realm gave an answer that cannot be read.',
    details: null,
  };
  const retryAfter = Number(response.headers.get('retry-after'));
  throw new ApiError(code, message, { details, retryAfterSec: retryAfter > 0 ? retryAfter : null });
}
