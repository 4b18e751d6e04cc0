import type { EntityManager } from 'typeorm';
import type { Posting } from '../../economy/ledger.ts';
import { accountKey } from '../../economy/ledger-rules.ts';
import type { Asset, Owner } from '../../economy/owner.ts';
import { Conflict } from './conflicts.ts';

export interface LockedAccount {
  id: string;
  owner: Owner;
  asset: Asset;
  balance: number;
}

/** A change of one account, ready to be written. */
export interface Change {
  operationId: string;
  accountId: string;
  amount: number;
  balanceAfter: number;
}

/**
 * Makes the accounts that are missing and locks all, always in the order of owner and asset: whoever does both in one
 * order, once per transaction and after everything else, never waits in a circle.
 * @returns by `accountKey`
 */
export async function lockAccounts(
  manager: EntityManager,
  wanted: readonly Pick<Posting, 'owner' | 'asset'>[],
): Promise<Map<string, LockedAccount>> {
  const distinct = new Map(wanted.map(({ owner, asset }) => [accountKey(owner, asset), { owner, asset }]));
  if (distinct.size === 0) return new Map();
  const columns = [
    [...distinct.values()].map(({ owner }) => owner.kind),
    [...distinct.values()].map(({ owner }) => owner.id),
    [...distinct.values()].map(({ asset }) => asset),
  ];
  await manager.query(
    `INSERT INTO ledger_accounts (owner_kind, owner_id, asset)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (owner_kind, owner_id, asset)
     WHERE NOT EXISTS (
       SELECT FROM ledger_accounts AS present
       WHERE (present.owner_kind, present.owner_id, present.asset) = (wanted.owner_kind, wanted.owner_id, wanted.asset)
     )
     ORDER BY owner_kind, owner_id, asset
     ON CONFLICT DO NOTHING`,
    columns,
  );
  const rows: { id: string; kind: Owner['kind']; ownerId: string; asset: Asset; balance: string }[] =
    await manager.query(
      `SELECT id, owner_kind AS kind, owner_id AS "ownerId", asset, balance
       FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (owner_kind, owner_id, asset)
       JOIN ledger_accounts USING (owner_kind, owner_id, asset)
       ORDER BY owner_kind, owner_id, asset FOR NO KEY UPDATE OF ledger_accounts`,
      columns,
    );
  // Whoever had one of them has left, and made it nobody's.
  if (rows.length < distinct.size) throw new Conflict('an account has another owner now');
  return new Map(
    rows.map(({ id, kind, ownerId, asset, balance }) => {
      const owner = { kind, id: ownerId } as Owner;
      return [accountKey(owner, asset), { id, owner, asset, balance: Number(balance) }];
    }),
  );
}

/**
 * Writes balances and postings, in one statement. The accounts must be locked.
 * @param changes by account in the order in which they happen, and those of an operation all at once
 */
export async function writeChanges(manager: EntityManager, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const last = new Map(changes.map(({ accountId, balanceAfter }) => [accountId, balanceAfter]));
  await manager.query(
    `WITH balanced AS (
       UPDATE ledger_accounts SET balance = final.balance
       FROM unnest($1::bigint[], $2::bigint[]) AS final (id, balance) WHERE ledger_accounts.id = final.id
     )
     INSERT INTO postings (account_id, operation_id, amount, balance_after)
     SELECT account_id, operation_id, amount, balance_after
     FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]) WITH ORDINALITY
       AS change (account_id, operation_id, amount, balance_after, place)
     ORDER BY place`,
    [
      [...last.keys()],
      [...last.values()],
      changes.map(({ accountId }) => accountId),
      changes.map(({ operationId }) => operationId),
      changes.map(({ amount }) => amount),
      changes.map(({ balanceAfter }) => balanceAfter),
    ],
  );
}
