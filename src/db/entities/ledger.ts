import { EntitySchema } from 'typeorm';
import type { Asset, Owner } from '../../economy/owner.ts';

/** The driver hands bigint out as text. */
export interface LedgerAccountRow {
  id: string;
  ownerKind: Owner['kind'];
  ownerId: string;
  asset: Asset;
  balance: string;
}

export const LedgerAccountEntity = new EntitySchema<LedgerAccountRow>({
  name: 'LedgerAccount',
  tableName: 'ledger_accounts',
  columns: {
    id: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'ledger_accounts_pkey',
      generated: 'increment',
    },
    ownerKind: { type: 'text', name: 'owner_kind' },
    ownerId: { type: 'text', name: 'owner_id' },
    asset: { type: 'text' },
    balance: { type: 'bigint', default: '0' },
  },
  uniques: [{ name: 'ledger_accounts_owner_unique', columns: ['ownerKind', 'ownerId', 'asset'] }],
});

export interface OperationRow {
  id: string;
  key: string;
  kind: string;
  actorId: string | null;
  bodyHash: string;
  /** Absent only while its transaction runs. */
  result: unknown;
  at: Date;
  /** The operation that this one undoes. */
  reverses: string | null;
}

export const OperationEntity = new EntitySchema<OperationRow>({
  name: 'Operation',
  tableName: 'operations',
  columns: {
    id: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'operations_pkey',
      generated: 'increment',
    },
    key: { type: 'text' },
    kind: { type: 'text' },
    actorId: { type: 'text', name: 'actor_id', nullable: true },
    bodyHash: { type: 'text', name: 'body_hash' },
    result: { type: 'jsonb', nullable: true },
    at: { type: 'timestamptz', default: () => 'now()' },
    reverses: { type: 'bigint', nullable: true },
  },
  uniques: [{ name: 'operations_key_unique', columns: ['key'] }],
  foreignKeys: [
    {
      name: 'operations_reverses_fkey',
      target: 'Operation',
      columnNames: ['reverses'],
      referencedColumnNames: ['id'],
    },
  ],
  indices: [
    {
      name: 'operations_reverses_unique',
      columns: ['reverses'],
      unique: true,
      where: 'reverses IS NOT NULL',
    },
    { name: 'operations_ends', columns: ['actorId'], where: "(kind = 'end'::text)" },
  ],
});

export interface PostingRow {
  accountId: string;
  /** In the order of one account: how its balance changed. */
  position: string;
  operationId: string;
  amount: string;
  balanceAfter: string;
}

export const PostingEntity = new EntitySchema<PostingRow>({
  name: 'Posting',
  tableName: 'postings',
  columns: {
    accountId: {
      type: 'bigint',
      name: 'account_id',
      primary: true,
      primaryKeyConstraintName: 'postings_pkey',
    },
    position: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'postings_pkey',
      generated: 'increment',
    },
    operationId: { type: 'bigint', name: 'operation_id' },
    amount: { type: 'bigint' },
    balanceAfter: { type: 'bigint', name: 'balance_after' },
  },
  uniques: [{ name: 'postings_operation_unique', columns: ['operationId', 'accountId'] }],
});
