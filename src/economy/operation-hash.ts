import { createHash } from 'node:crypto';
import type { OperationRequest } from './ledger.ts';
import { MAX_KEY_LENGTH } from './ledger-rules.ts';

/**
 * What tells one request from another under the same key: its kind, who asked, and the body, whatever the order of its
 * fields. @throws Error for a key that is empty or too long
 */
export function requestHash({ key, kind, actorId, body }: OperationRequest): string {
  if (key.length < 1 || key.length > MAX_KEY_LENGTH)
    throw new Error(`an operation key of ${key.length} characters`);
  return createHash('sha256')
    .update(JSON.stringify([kind, actorId, body ?? null], inOrder))
    .digest('base64url');
}

function inOrder(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
