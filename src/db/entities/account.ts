import { EntitySchema } from 'typeorm';
import type { AccountRecord } from '../../accounts/account-store.ts';

export interface AccountRow extends AccountRecord {
  nameKey: string;
}

export const AccountEntity = new EntitySchema<AccountRow>({
  name: 'Account',
  tableName: 'accounts',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'accounts_pkey' },
    name: { type: 'text' },
    nameKey: { type: 'text', name: 'name_key' },
    passwordHash: { type: 'text', name: 'password_hash' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
  uniques: [{ name: 'accounts_name_key_unique', columns: ['nameKey'] }],
});

/** The columns that make an AccountRecord. */
export const ACCOUNT_RECORD = {
  id: true,
  name: true,
  passwordHash: true,
  createdAt: true,
} as const satisfies Record<keyof AccountRecord, true>;
