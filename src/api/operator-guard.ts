import type { Request, RequestHandler } from 'express';
import type { RunningConfig } from '../config.ts';
import { type ErrorCode, GameError } from '../errors.ts';
import { isServer } from './authentication.ts';
import { clientAddress, isLoopback, limitKey } from './client-address.ts';
import type { OperatorPassword } from './operator-password.ts';

/** What being guarded, and reading what an operator asks for, may answer. */
export const OPERATOR_ERRORS = [
  'invalid_request',
  'unauthenticated',
  'invalid_credentials',
  'rate_limited',
  'unavailable',
  'internal',
] as const satisfies ErrorCode[];

/** Lets the operator (Basic auth), other servers, and in development one's own machine pass. */
export function guardOperator(config: RunningConfig, password: OperatorPassword): RequestHandler {
  return async (req, res, next) => {
    if (isServer(req, config) || isLocalDeveloper(req, config)) return next();
    res.set('WWW-Authenticate', 'Basic realm="operator", charset="UTF-8"');
    const given = basicPassword(req);
    if (given === null)
      throw new GameError('unauthenticated', { message: 'This needs the operator password.' });
    await password.verify(given, limitKey(req));
    res.removeHeader('WWW-Authenticate');
    next();
  };
}

/** Both addresses: a proxy on this machine connects from loopback for everybody. */
function isLocalDeveloper(req: Request, config: RunningConfig): boolean {
  return (
    config.NODE_ENV === 'development' &&
    isLoopback(req.socket.remoteAddress) &&
    isLoopback(clientAddress(req)) &&
    req.get('x-forwarded-for') === undefined
  );
}

/** The password of Basic auth for the user `operator`, or null. */
function basicPassword(req: Request): string | null {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
  const decoded = Buffer.from(encoded, 'base64').toString();
  return decoded.startsWith('operator:') ? decoded.slice('operator:'.length) : null;
}
