import type { Posting } from '../economy/ledger.ts';
import { accountKey, MAX_AMOUNT, movement, ownerKey } from '../economy/ledger-rules.ts';
import type { Asset, Owner } from '../economy/owner.ts';
import { ACCOUNT_ORDER, lockAccounts } from './ledger/accounts.ts';
import { lockItems } from './ledger/items.ts';
import type { OperationScope } from './ledger/operation.ts';

const DISCARDED: Owner = { kind: 'system', id: 'discarded' };

/**
 * Takes everything from owners who are about to be no more, worn and fitted things too. Whoever could give them something
 * must be kept out by a lock on their rows. The last thing that an operation does, since it posts.
 * @param returned what they hold for somebody else, and give back
 */
export async function discardEverything(
  scope: Pick<OperationScope, 'manager' | 'destroyItems' | 'post'>,
  owners: readonly Owner[],
  returned: readonly Posting[] = [],
): Promise<void> {
  const columns = [owners.map(({ kind }) => kind), owners.map(({ id }) => id)];
  await discardItems(scope, owners, columns);
  // A sale locks no row of its character: it may be at work, and about to pay who has had no credits before.
  const paid = owners.filter(({ kind }) => kind === 'character');
  await lockAccounts(
    scope.manager,
    paid.map((owner) => ({ owner, asset: 'credits' as const })),
  );
  // In the order in which everybody locks accounts; the empty ones too, since they may be about to be filled.
  const balances: { kind: Owner['kind']; id: string; asset: Asset; balance: string }[] =
    await scope.manager.query(
      `SELECT owner_kind AS kind, owner_id AS id, asset, balance
       FROM ledger_accounts JOIN unnest($1::text[], $2::text[]) AS gone (owner_kind, owner_id)
         USING (owner_kind, owner_id)
       ORDER BY ${ACCOUNT_ORDER} FOR NO KEY UPDATE OF ledger_accounts`,
      columns,
    );
  const spoken = new Map<string, number>();
  for (const { owner, asset, amount } of returned) {
    const key = accountKey(owner, asset);
    spoken.set(key, (spoken.get(key) ?? 0) + amount);
  }
  const postings = balances.flatMap(({ kind, id, asset, balance }) => {
    const owner = { kind, id } as Owner;
    const left = Number(balance) + (spoken.get(accountKey(owner, asset)) ?? 0);
    return partsOf(left).flatMap((amount) => movement(owner, DISCARDED, asset, amount));
  });
  const all = [...returned, ...postings];
  if (all.length > 0) await scope.post(all);
}

async function discardItems(
  { manager, destroyItems }: Pick<OperationScope, 'manager' | 'destroyItems'>,
  owners: readonly Owner[],
  columns: string[][],
): Promise<void> {
  const found: { id: string }[] = await manager.query(
    `SELECT id FROM items JOIN unnest($1::text[], $2::text[]) AS gone (owner_kind, owner_id)
       USING (owner_kind, owner_id)`,
    columns,
  );
  const locked = await lockItems(
    manager,
    found.map(({ id }) => id),
  );
  // What was sold until the lock was there belongs to somebody else.
  const gone = new Set(owners.map(ownerKey));
  const items = [...locked.values()].filter(({ owner }) => gone.has(ownerKey(owner)));
  if (items.length === 0) return;
  await manager.query('UPDATE items SET placed = NULL WHERE id = ANY ($1::uuid[]) AND placed IS NOT NULL', [
    items.map(({ id }) => id),
  ]);
  await destroyItems(items.map(({ id, owner }) => ({ itemId: id, from: owner })));
}

/** A balance may be larger than what one posting may move. */
function partsOf(balance: number): number[] {
  const whole = Array<number>(Math.floor(balance / MAX_AMOUNT)).fill(MAX_AMOUNT);
  const rest = balance % MAX_AMOUNT;
  return rest === 0 ? whole : [...whole, rest];
}
