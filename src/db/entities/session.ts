import { EntitySchema } from 'typeorm';
import type { SessionRecord } from '../../accounts/account-store.ts';

export interface SessionRow extends SessionRecord {
  revokedAt: Date | null;
}

export const SessionEntity = new EntitySchema<SessionRow>({
  name: 'Session',
  tableName: 'sessions',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'sessions_pkey' },
    accountId: { type: 'uuid', name: 'account_id' },
    device: { type: 'text' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    lastUsedAt: { type: 'timestamptz', name: 'last_used_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    revokedAt: { type: 'timestamptz', name: 'revoked_at', nullable: true },
  },
  foreignKeys: [
    {
      name: 'sessions_account_fkey',
      target: 'Account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'sessions_account', columns: ['accountId'] }],
});

/** The columns that make a SessionRecord. */
export const SESSION_RECORD = {
  id: true,
  accountId: true,
  device: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
} as const satisfies Record<keyof SessionRecord, true>;
