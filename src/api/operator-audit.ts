import type { Request } from 'express';
import { GameError } from '../errors.ts';
import type { AuditEntry, AuditLog } from '../operations/audit-log.ts';
import { clientAddress } from './client-address.ts';

export const OPERATOR = 'operator';

/** @throws GameError unavailable when the entry cannot be stored: what cannot be audited is not done */
export async function auditOperator(
  audit: AuditLog,
  req: Request,
  entry: Pick<AuditEntry, 'action' | 'outcome'> & Partial<Pick<AuditEntry, 'target' | 'details'>>,
): Promise<void> {
  try {
    await audit.append(
      storable({ operator: OPERATOR, address: clientAddress(req), target: null, details: null, ...entry }),
    );
  } catch (cause) {
    throw new GameError('unavailable', { cause });
  }
}

/** What PostgreSQL stores in no text: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The same value with such characters written as `\u0000`: without it an odd request would leave no trace. */
function storable<T>(value: T): T;
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, escaped);
  if (Array.isArray(value)) return value.map((element) => storable(element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [storable(key), storable(field)]));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
