import type { EntityManager } from 'typeorm';
import type { Applied, Posting, Transfer } from '../../economy/ledger.ts';
import { accountKey, balanceAfter } from '../../economy/ledger-rules.ts';
import { GameError } from '../../errors.ts';
import { type Change, type LockedAccount, lockAccounts, writeChanges } from './accounts.ts';
import { checkMove, type LockedItem, lockItems, writeMoves } from './items.ts';
import { type Before, claimKeys, type KeyRequest, lookRowsUp } from './keys.ts';

/** A transfer whose form has been checked. */
export interface PreparedTransfer extends KeyRequest {
  /** At most one by account. */
  postings: readonly Posting[];
  /** At most one by item. */
  moves: NonNullable<Transfer['items']>;
}

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
  await lookRowsUp(manager);
  const { claimed, before } = await claimKeys(manager, batch, 'null');
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
