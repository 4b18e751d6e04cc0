import { EntitySchema } from 'typeorm';
import type { AuditEntry } from '../../operations/audit-log.ts';

export interface AuditEntryRow extends AuditEntry {
  /** Order of storing; bigint, which the driver hands out as text. */
  position: string;
}

export const AuditEntryEntity = new EntitySchema<AuditEntryRow>({
  name: 'AuditEntry',
  tableName: 'audit_log',
  columns: {
    position: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'audit_log_pkey',
      generated: 'increment',
    },
    id: { type: 'uuid' },
    at: { type: 'timestamptz', default: () => 'now()' },
    operator: { type: 'text' },
    address: { type: 'text' },
    action: { type: 'text' },
    target: { type: 'text', nullable: true },
    details: { type: 'jsonb', nullable: true },
    outcome: { type: 'text' },
  },
});
