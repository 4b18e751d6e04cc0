import type { Session } from '../session/session.ts';
import { ApiError } from './api-error.ts';
import { type RequestOptions, request } from './request.ts';

/**
 * One call in the name of who is logged in. An access token may expire between the check and its use: the first refusal is
 * answered by a fresh one.
 * @throws ApiError
 */
export async function authorizedRequest<T>(
  session: Session,
  method: string,
  path: string,
  body?: unknown,
  idempotencyKey?: string,
): Promise<T> {
  const options = (accessToken: string): RequestOptions => ({
    accessToken,
    ...(body !== undefined && { body }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
  const accessToken = await session.accessToken();
  try {
    return await request<T>(method, path, options(accessToken));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'session_revoked') session.end('revoked');
    if (error.code !== 'token_expired' && error.code !== 'unauthenticated') throw error;
    return await request<T>(method, path, options(await session.freshAccessToken(accessToken)));
  }
}
