import { stackAsset } from '../../economy/items.ts';
import type { Posting } from '../../economy/ledger.ts';
import { movement } from '../../economy/ledger-rules.ts';
import type { Owner } from '../../economy/owner.ts';
import type { OperationScope } from '../ledger/operation.ts';

/** What is listed, and what was bid on it, belongs to the listing until it ends. */
export function escrowOf(listingId: string): Owner {
  return { kind: 'escrow', id: listingId };
}

/**
 * Moves goods into escrow or out of it: a unique item at once, for pieces of a stack the postings are returned.
 * Errors: item_not_found, item_in_use.
 */
export async function moveGoods(
  { moveItems }: Pick<OperationScope, 'moveItems'>,
  { kind, itemId }: { kind: string; itemId: string | null },
  amount: number,
  from: Owner,
  to: Owner,
): Promise<Posting[]> {
  if (itemId === null) return movement(from, to, stackAsset(kind), amount);
  await moveItems([{ itemId, from, to }]);
  return [];
}
