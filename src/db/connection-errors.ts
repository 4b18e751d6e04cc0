import { QueryFailedError } from 'typeorm';
import { GameError } from '../errors.ts';

/** Seconds after which a client may try again. */
const RETRY_AFTER_SEC = 2;

/**
 * SQLSTATE classes and codes that say "not now" rather than "never": connection exceptions (08), insufficient resources
 * (53), operator intervention and statement timeout (57), serialisation failure and deadlock (40), system errors (58),
 * lock not available, and read-only, which is what a replica answers during a failover.
 */
const TEMPORARY_SQLSTATE = /^(08|53|57|40|58|55P03|25006)/;
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What `pg`, its pool and TypeORM say without a code when a connection is gone or none becomes free. */
const NETWORK_MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end|Query runner already released|Driver not Connected)/i;
/** A NUL character, which text and jsonb cannot hold. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);

/** Awaits database work; what fails because the database is away, or too busy, becomes GameError `unavailable`. */
export async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asGameError(error);
  }
}

function asGameError(error: unknown): unknown {
  if (error instanceof GameError) return error;
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  if (isTemporary(cause))
    return new GameError('unavailable', { retryAfterSec: RETRY_AFTER_SEC, cause: error });
  if (UNSTORABLE_TEXT.has(codeOf(cause))) return new GameError('invalid_request', { cause: error });
  return error;
}

function isTemporary(error: unknown): boolean {
  const code = codeOf(error);
  if (NETWORK_CODES.has(code) || TEMPORARY_SQLSTATE.test(code)) return true;
  return error instanceof Error && NETWORK_MESSAGES.test(error.message);
}

/** A connection that cannot be made at start, as one line that says what to do and holds no secret. */
export class DatabaseUnreachable extends Error {
  override name = 'DatabaseUnreachable';

  constructor(url: string, cause: unknown) {
    const { hostname, port, pathname, username } = new URL(url);
    const server = `${hostname || 'localhost'}:${port || 5432}`;
    super(
      `Cannot use the database at ${server}: ${reason(cause, decodeURIComponent(username), pathname.slice(1))}`,
      {
        cause,
      },
    );
  }
}

function reason(error: unknown, user: string, database: string): string {
  const code = codeOf(error);
  if (code === '28P01' || code === '28000') {
    return `it refuses the user "${user}" or the password. Check DATABASE_URL.`;
  }
  if (code === '3D000') return `it has no database "${database}". Create it, or check DATABASE_URL.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host name is not known. Check DATABASE_URL.';
  if (isTemporary(error)) {
    const said = error instanceof Error && error.message ? error.message : code;
    return `it does not answer (${said}). Start it, or check DATABASE_URL.`;
  }
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}
