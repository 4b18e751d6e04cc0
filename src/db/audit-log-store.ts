import { randomUUID } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../operations/audit-log.ts';
import type { Database } from './database.ts';
import { AuditEntryEntity } from './entities/audit-entry.ts';

export function makeAuditLog(database: Database): AuditLog {
  return {
    async append({ operator, address, action, target, details, outcome }) {
      await database.run((manager) =>
        manager.query(
          `INSERT INTO audit_log (id, operator, address, action, target, details, outcome)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [randomUUID(), operator, address, action, target, JSON.stringify(details ?? null), outcome],
        ),
      );
    },

    list: (limit): Promise<AuditEntry[]> =>
      database.run((manager) =>
        manager.find(AuditEntryEntity, {
          select: {
            id: true,
            at: true,
            operator: true,
            address: true,
            action: true,
            target: true,
            details: true,
            outcome: true,
          },
          order: { position: 'DESC' },
          take: limit,
        }),
      ),
  };
}
