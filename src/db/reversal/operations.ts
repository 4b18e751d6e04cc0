import type { EntityManager } from 'typeorm';
import type { ItemMove, Posting } from '../../economy/ledger.ts';
import type { Asset, Owner } from '../../economy/owner.ts';

export const REVERSE = 'reverse';
/** Hands on what would otherwise be left with somebody who cannot have it. */
export const SETTLE = 'reverse.settle';

/** An operation with all that it moved. */
export interface Done {
  id: string;
  kind: string;
  at: Date;
  actorId: string | null;
  result: unknown;
  reverses: string | null;
  reversed: boolean;
  postings: (Posting & { accountId: string })[];
  moves: (ItemMove & { position: string })[];
}

/** @returns null when there is none */
export async function readOperation(manager: EntityManager, id: string): Promise<Done | null> {
  const rows: Omit<Done, 'postings' | 'moves'>[] = await manager.query(
    `SELECT id, kind, at, actor_id AS "actorId", result, reverses,
       EXISTS (SELECT FROM operations AS later WHERE later.reverses = operations.id) AS reversed
     FROM operations WHERE id = $1`,
    [id],
  );
  if (!rows[0]) return null;
  const postings: {
    accountId: string;
    kind: Owner['kind'];
    ownerId: string;
    asset: Asset;
    amount: string;
  }[] = await manager.query(
    `SELECT account_id AS "accountId", owner_kind AS kind, owner_id AS "ownerId", asset, amount
       FROM postings JOIN ledger_accounts ON ledger_accounts.id = account_id
       WHERE operation_id = $1 ORDER BY account_id`,
    [id],
  );
  const moves: {
    itemId: string;
    position: string;
    fromKind: Owner['kind'];
    fromId: string;
    toKind: Owner['kind'];
    toId: string;
  }[] = await manager.query(
    `SELECT item_id AS "itemId", position, from_kind AS "fromKind", from_id AS "fromId", to_kind AS "toKind",
       to_id AS "toId" FROM item_moves WHERE operation_id = $1 ORDER BY position`,
    [id],
  );
  return {
    ...rows[0],
    postings: postings.map(({ accountId, kind, ownerId, asset, amount }) => ({
      accountId,
      owner: { kind, id: ownerId } as Owner,
      asset,
      amount: Number(amount),
    })),
    moves: moves.map(({ itemId, position, fromKind, fromId, toKind, toId }) => ({
      itemId,
      position,
      from: { kind: fromKind, id: fromId } as Owner,
      to: { kind: toKind, id: toId } as Owner,
    })),
  };
}

/** SQL condition: the operation `o` happened, and still counts. */
const STANDS = `o.reverses IS NULL AND o.kind <> '${SETTLE}'
  AND NOT EXISTS (SELECT FROM operations AS later WHERE later.reverses = o.id)`;

/** @returns ids of what moved one of the items after the given position, and still counts */
export async function laterMoves(
  manager: EntityManager,
  { itemId, position }: { itemId: string; position: string },
): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `SELECT DISTINCT o.id FROM item_moves JOIN operations AS o ON o.id = operation_id
     WHERE item_id = $1 AND position > $2 AND ${STANDS}`,
    [itemId, position],
  );
  return rows.map(({ id }) => id);
}

/** @returns id of the newest operation after another one that took from the account, still counts and is none of those known */
export async function newestDebit(
  manager: EntityManager,
  accountId: string,
  after: string,
  known: readonly string[],
): Promise<string | null> {
  const rows: { id: string }[] = await manager.query(
    `SELECT o.id FROM postings JOIN operations AS o ON o.id = operation_id
     WHERE account_id = $1 AND amount < 0 AND o.id > $2 AND o.id <> ALL ($3::bigint[]) AND ${STANDS}
     ORDER BY position DESC LIMIT 1`,
    [accountId, after, known],
  );
  return rows[0]?.id ?? null;
}

export async function balancesOf(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows: { id: string; balance: string }[] = await manager.query(
    'SELECT id, balance FROM ledger_accounts WHERE id = ANY ($1::bigint[])',
    [accountIds],
  );
  return new Map(rows.map(({ id, balance }) => [id, Number(balance)]));
}
