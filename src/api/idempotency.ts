import type { Request } from 'express';
import { z } from 'zod';
import { GameError } from '../errors.ts';

/** Names one action of the caller: sent again with the same key, it happens once and answers the same. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, '1 to 100 visible ASCII characters.')
  .meta({
    description: 'New for each action, and the same when the action is tried again.',
    examples: ['2f0c5a9e-buy-1'],
  });

/**
 * @returns the key of an operation: no account can guess, take or spoil the keys of another, or of the server itself
 * Errors: idempotency_key_missing, also for one that has not the expected form
 */
export function operationKey(req: Request, accountId: string): string {
  const { success, data } = IdempotencyKey.safeParse(req.get('idempotency-key'));
  if (!success) throw new GameError('idempotency_key_missing');
  return `api:${accountId}:${data}`;
}
