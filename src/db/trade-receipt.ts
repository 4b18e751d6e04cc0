import type { EntityManager } from 'typeorm';
import { stackKindOf } from '../economy/items.ts';
import type { Asset } from '../economy/owner.ts';
import type { TradeReceipt } from '../economy/selling-store.ts';

/** What a character traded in an operation, out of the record of it: the same whenever it is asked for. */
export async function readReceipt(
  manager: EntityManager,
  operationId: string,
  characterId: string,
): Promise<TradeReceipt> {
  const postings: { asset: Asset; amount: string; balance: string }[] = await manager.query(
    `SELECT asset, amount, balance_after AS balance
     FROM postings JOIN ledger_accounts ON ledger_accounts.id = account_id
     WHERE operation_id = $1 AND owner_kind = 'character' AND owner_id = $2`,
    [operationId, characterId],
  );
  const moved: { id: string; kind: string }[] = await manager.query(
    `SELECT items.id, kind FROM item_moves JOIN items ON items.id = item_id
     WHERE operation_id = $1 ORDER BY position`,
    [operationId],
  );
  const credits = postings.find(({ asset }) => asset === 'credits')!;
  const stack = postings.find(({ asset }) => asset !== 'credits');
  const kind = stack ? stackKindOf(stack.asset)! : moved[0]!.kind;
  const amount = stack ? Math.abs(Number(stack.amount)) : moved.length;
  const total = Math.abs(Number(credits.amount));
  return {
    kind,
    amount,
    price: total / amount,
    total,
    items: moved.map(({ id }) => id),
    credits: Number(credits.balance),
  };
}
