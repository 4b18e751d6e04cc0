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
    await audit.append({
      operator: OPERATOR,
      address: clientAddress(req),
      target: null,
      details: null,
      ...entry,
    });
  } catch (cause) {
    throw new GameError('unavailable', { cause });
  }
}
