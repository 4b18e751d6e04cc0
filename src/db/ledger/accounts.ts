import type { EntityManager } from 'typeorm';
import type { Posting } from '../../economy/ledger.ts';
import { accountKey, balanceAfter } from '../../economy/ledger-rules.ts';
import type { Asset, Owner } from '../../economy/owner.ts';
import { Conflict } from './conflicts.ts';
import { KnownAccounts } from './known-accounts.ts';

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

/** The order in which everybody locks accounts: that of `accountKey`, whatever the database's collation. */
export const ACCOUNT_ORDER = `owner_kind COLLATE "C", owner_id COLLATE "C", asset COLLATE "C"`;

interface AccountRow {
  id: string;
  kind: Owner['kind'];
  ownerId: string;
  asset: Asset;
  balance: string;
}

/**
 * Makes the accounts that are missing and locks all, always in one order: whoever does so once per transaction and after
 * everything else never waits in a circle.
 * @returns by `accountKey`
 */
export async function lockAccounts(
  manager: EntityManager,
  wanted: readonly Pick<Posting, 'owner' | 'asset'>[],
): Promise<Map<string, LockedAccount>> {
  const distinct = new Map(wanted.map(({ owner, asset }) => [accountKey(owner, asset), { owner, asset }]));
  if (distinct.size === 0) return new Map();
  const keys = [...distinct.keys()].sort();
  const known = KnownAccounts.of(manager);
  const ids = known.all(keys);
  const rows = ids ? await lockById(manager, ids) : await makeAndLock(manager, [...distinct.values()]);
  const locked = new Map(rows.map((row) => accountOf(row)));
  // Whoever had one of them has left, and made it nobody's; or who made it has failed.
  if (!keys.every((key) => locked.has(key))) {
    known.forget(keys);
    throw new Conflict('an account has another owner now');
  }
  if (!ids) for (const [key, { id }] of locked) known.add(key, id);
  return locked;
}

async function makeAndLock(
  manager: EntityManager,
  accounts: readonly Pick<Posting, 'owner' | 'asset'>[],
): Promise<AccountRow[]> {
  const columns = [
    accounts.map(({ owner }) => owner.kind),
    accounts.map(({ owner }) => owner.id),
    accounts.map(({ asset }) => asset),
  ];
  await manager.query(
    `INSERT INTO ledger_accounts (owner_kind, owner_id, asset)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (owner_kind, owner_id, asset)
     WHERE NOT EXISTS (
       SELECT FROM ledger_accounts AS present
       WHERE (present.owner_kind, present.owner_id, present.asset) = (wanted.owner_kind, wanted.owner_id, wanted.asset)
     )
     ORDER BY ${ACCOUNT_ORDER}
     ON CONFLICT DO NOTHING`,
    columns,
  );
  return manager.query(
    `SELECT id, owner_kind AS kind, owner_id AS "ownerId", asset, balance
     FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (owner_kind, owner_id, asset)
     JOIN ledger_accounts USING (owner_kind, owner_id, asset)
     ORDER BY ${ACCOUNT_ORDER} FOR NO KEY UPDATE OF ledger_accounts`,
    columns,
  );
}

/** @param ids in the order of `accountKey` */
async function lockById(manager: EntityManager, ids: readonly string[]): Promise<AccountRow[]> {
  return manager.query(
    `SELECT ledger_accounts.id, owner_kind AS kind, owner_id AS "ownerId", asset, balance
     FROM unnest($1::bigint[]) WITH ORDINALITY AS wanted (id, place) JOIN ledger_accounts USING (id)
     ORDER BY place FOR NO KEY UPDATE OF ledger_accounts`,
    [ids],
  );
}

function accountOf({ id, kind, ownerId, asset, balance }: AccountRow): [string, LockedAccount] {
  const owner = { kind, id: ownerId } as Owner;
  return [accountKey(owner, asset), { id, owner, asset, balance: Number(balance) }];
}

/**
 * Locks, checks and writes, as operations that follow each other. The last thing that a transaction does.
 * @param operations each with at most one posting by account
 * @returns the accounts as they are then, by `accountKey`
 * Errors: insufficient_credits, insufficient_items, invalid_request for amounts out of range
 */
export async function post(
  manager: EntityManager,
  operations: readonly { operationId: string; postings: readonly Posting[] }[],
): Promise<Map<string, LockedAccount>> {
  const accounts = await lockAccounts(
    manager,
    operations.flatMap(({ postings }) => postings),
  );
  const changes = operations.flatMap(({ operationId, postings }) =>
    postings.map((posting): Change => {
      const account = accounts.get(accountKey(posting.owner, posting.asset))!;
      account.balance = balanceAfter(account.balance, posting);
      return { operationId, accountId: account.id, amount: posting.amount, balanceAfter: account.balance };
    }),
  );
  await writeChanges(manager, changes);
  return accounts;
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
