import type { EntityManager } from 'typeorm';
import type { Applied, Posting, Transfer } from '../../economy/ledger.ts';
import { accountKey, balanceAfter } from '../../economy/ledger-rules.ts';
import { GameError } from '../../errors.ts';
import { type Change, type LockedAccount, lockAccounts, writeChanges } from './accounts.ts';
import { checkMove, type LockedItem, lockItems, writeMoves } from './items.ts';

/** A transfer whose form has been checked. */
export interface PreparedTransfer extends Pick<Transfer, 'key' | 'kind' | 'actorId' | 'reverses'> {
  hash: string;
  /** At most one by account. */
  postings: readonly Posting[];
  /** At most one by item. */
  moves: NonNullable<Transfer['items']>;
}

/** A few hundred rows are looked up in tables of millions; the planner would rather read all of a table that it thinks small. */
const LOOK_ROWS_UP = `SELECT set_config(setting, 'off', true)
  FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']) AS setting`;

/** What became of one transfer, whatever became of the others. */
export type Outcome = Applied | GameError;

/** Everything that the transfers of a batch touch, as it is while they follow each other in memory. */
interface Property {
  accounts: Map<string, LockedAccount>;
  items: Map<string, LockedItem>;
  changes: Change[];
  moves: (PreparedTransfer['moves'][number] & { operationId: string })[];
}

/**
 * Does many transfers in one transaction, in the order given; each stands or falls by itself. The order of locks is that
 * of `operate`: keys, items, accounts, each in one order.
 * @param batch no two with the same key
 * @returns outcomes in the order given
 */
export async function applyBatch(
  manager: EntityManager,
  batch: readonly PreparedTransfer[],
): Promise<Outcome[]> {
  await manager.query(LOOK_ROWS_UP);
  const { claimed, before } = await claimKeys(manager, batch);
  const fresh = batch.filter(({ key }) => claimed.has(key));
  const property: Property = {
    items: await lockItems(
      manager,
      fresh.flatMap(({ moves }) => moves.map(({ itemId }) => itemId)),
    ),
    accounts: await lockAccounts(
      manager,
      fresh.flatMap(({ postings }) => postings),
    ),
    changes: [],
    moves: [],
  };
  const outcomes = batch.map((transfer) => {
    const operationId = claimed.get(transfer.key);
    return operationId === undefined
      ? replay(transfer, before.get(transfer.key)!)
      : attempt(property, transfer, operationId);
  });
  await writeMoves(manager, property.moves);
  await writeChanges(manager, property.changes);
  await giveBack(
    manager,
    batch.filter((_, n) => outcomes[n] instanceof GameError).map(({ key }) => claimed.get(key)),
  );
  return outcomes;
}

interface Before {
  operationId: string;
  hash: string;
}

/** Waits for whoever is at work under one of the keys. */
async function claimKeys(
  manager: EntityManager,
  batch: readonly PreparedTransfer[],
): Promise<{ claimed: Map<string, string>; before: Map<string, Before> }> {
  const rows: { id: string; key: string }[] = await manager.query(
    `INSERT INTO operations (key, kind, actor_id, body_hash, reverses, result)
     SELECT key, kind, actor_id, body_hash, reverses, 'null'
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
       AS wanted (key, kind, actor_id, body_hash, reverses)
     ORDER BY key
     ON CONFLICT (key) DO NOTHING RETURNING id, key`,
    [
      batch.map(({ key }) => key),
      batch.map(({ kind }) => kind),
      batch.map(({ actorId }) => actorId),
      batch.map(({ hash }) => hash),
      batch.map(({ reverses }) => reverses ?? null),
    ],
  );
  const claimed = new Map(rows.map(({ id, key }) => [key, id]));
  const taken = batch.filter(({ key }) => !claimed.has(key));
  if (taken.length === 0) return { claimed, before: new Map() };
  const earlier: (Before & { key: string })[] = await manager.query(
    `SELECT key, id AS "operationId", body_hash AS hash FROM operations WHERE key = ANY ($1::text[])`,
    [taken.map(({ key }) => key)],
  );
  return { claimed, before: new Map(earlier.map(({ key, ...rest }) => [key, rest])) };
}

function replay({ hash }: PreparedTransfer, before: Before): Outcome {
  if (before.hash !== hash) return new GameError('idempotency_key_reused');
  return { operationId: before.operationId, replayed: true };
}

/** Changes the property if all of the transfer can be done. */
function attempt(property: Property, { postings, moves }: PreparedTransfer, operationId: string): Outcome {
  try {
    const items = moves.map((move) => ({ move, item: checkMove(property.items, move) }));
    const steps = postings.map((posting) => {
      const account = property.accounts.get(accountKey(posting.owner, posting.asset))!;
      return { account, amount: posting.amount, after: balanceAfter(account.balance, posting) };
    });
    for (const { move, item } of items) {
      item.owner = move.to;
      property.moves.push({ ...move, operationId });
    }
    for (const { account, amount, after } of steps) {
      account.balance = after;
      property.changes.push({ operationId, accountId: account.id, amount, balanceAfter: after });
    }
    return { operationId, replayed: false };
  } catch (error) {
    if (error instanceof GameError) return error;
    throw error;
  }
}

/** The keys of what was refused may be used again. */
async function giveBack(manager: EntityManager, operationIds: (string | undefined)[]): Promise<void> {
  const claims = operationIds.filter((id) => id !== undefined);
  if (claims.length > 0)
    await manager.query('DELETE FROM operations WHERE id = ANY ($1::bigint[])', [claims]);
}
