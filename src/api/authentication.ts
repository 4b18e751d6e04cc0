import type { Request } from 'express';
import type { Accounts, Identity } from '../accounts/accounts.ts';
import type { RunningConfig } from '../config.ts';
import { GameError } from '../errors.ts';
import { secretEquals } from './secrets.ts';

/** The token of `Authorization: Bearer <token>`, or null. */
export function bearerToken(req: Request): string | null {
  return /^Bearer +([\w.~+/=-]+) *$/i.exec(req.get('authorization') ?? '')?.[1] ?? null;
}

/** @throws GameError unauthenticated, token_expired, session_revoked */
export async function identify(req: Request, accounts: Accounts): Promise<Identity> {
  const token = bearerToken(req);
  if (token === null) throw new GameError('unauthenticated');
  return accounts.authenticate(token);
}

/** Whether another server of the realm calls. */
export function isServer(req: Request, config: RunningConfig): boolean {
  const given = req.get('x-server-secret');
  return given !== undefined && secretEquals(given, config.SERVER_SECRET);
}
