import { EntitySchema } from 'typeorm';
import type { AuditProblem } from '../../economy/audit.ts';

export interface EconomyAuditRow {
  /** Bigint, which the driver hands out as text. */
  position: string;
  at: Date;
  tookMs: number;
  problems: AuditProblem[];
}

export const EconomyAuditEntity = new EntitySchema<EconomyAuditRow>({
  name: 'EconomyAudit',
  tableName: 'economy_audits',
  columns: {
    position: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'economy_audits_pkey',
      generated: 'increment',
    },
    at: { type: 'timestamptz' },
    tookMs: { type: 'integer', name: 'took_ms' },
    problems: { type: 'jsonb' },
  },
});
