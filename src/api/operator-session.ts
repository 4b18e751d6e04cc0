import { createHmac, randomBytes } from 'node:crypto';
import type { CookieOptions } from 'express';
import type { RunningConfig } from '../config.ts';
import { secretEquals } from './secrets.ts';

const COOKIE = 'omega_operator';
const LIFETIME_MS = 12 * 60 * 60 * 1000;

export interface OperatorSessions {
  cookieName: string;
  cookieOptions: CookieOptions;
  /** @returns the cookie's value */
  open(): string;
  /** @returns the session's id, or null when the Cookie header holds no live session */
  find(cookieHeader: string | undefined): string | null;
  close(id: string): void;
}

/**
 * The operator's logins of this process, in memory: a restart ends them, and so does `close`, whoever kept the cookie.
 * @param now milliseconds since 1970
 */
export function makeOperatorSessions(config: RunningConfig, now: () => number = Date.now): OperatorSessions {
  const key = randomBytes(32);
  const expiryById = new Map<string, number>();
  const sign = (id: string) => createHmac('sha256', key).update(id).digest('base64url');

  function forgetExpired(): void {
    for (const [id, expiresAt] of expiryById) if (expiresAt <= now()) expiryById.delete(id);
  }

  return {
    cookieName: COOKIE,
    cookieOptions: {
      httpOnly: true,
      sameSite: 'strict',
      secure: config.NODE_ENV === 'production',
      path: '/monitor',
      maxAge: LIFETIME_MS,
    },
    open() {
      forgetExpired();
      const id = randomBytes(24).toString('base64url');
      expiryById.set(id, now() + LIFETIME_MS);
      return `${id}.${sign(id)}`;
    },
    find(cookieHeader) {
      const [, id, signature] = COOKIE_VALUE.exec(cookieHeader ?? '') ?? [];
      if (id === undefined || signature === undefined || !secretEquals(signature, sign(id))) return null;
      return (expiryById.get(id) ?? 0) > now() ? id : null;
    },
    close(id) {
      expiryById.delete(id);
    },
  };
}

const COOKIE_VALUE = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]+)\\.([\\w-]+)(?:;|$)`);
