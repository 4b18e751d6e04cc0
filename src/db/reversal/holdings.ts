import type { EntityManager } from 'typeorm';
import type { Asset, Owner } from '../../economy/owner.ts';

export interface Held {
  balances: { owner: Owner; asset: Asset; amount: number }[];
  /** Ids of unique items, whatever they are used for. */
  items: string[];
}

/** What the owners have above zero. */
export async function holdingsOf(manager: EntityManager, owners: readonly Owner[]): Promise<Held> {
  const columns = [owners.map(({ kind }) => kind), owners.map(({ id }) => id)];
  const balances: { kind: Owner['kind']; id: string; asset: Asset; balance: string }[] = await manager.query(
    `SELECT owner_kind AS kind, owner_id AS id, asset, balance
     FROM ledger_accounts JOIN unnest($1::text[], $2::text[]) AS wanted (owner_kind, owner_id)
       USING (owner_kind, owner_id)
     WHERE balance > 0 ORDER BY owner_kind, owner_id, asset`,
    columns,
  );
  const items: { id: string }[] = await manager.query(
    `SELECT id FROM items JOIN unnest($1::text[], $2::text[]) AS wanted (owner_kind, owner_id)
       USING (owner_kind, owner_id) ORDER BY id`,
    columns,
  );
  return {
    balances: balances.map(({ kind, id, asset, balance }) => ({
      owner: { kind, id } as Owner,
      asset,
      amount: Number(balance),
    })),
    items: items.map(({ id }) => id),
  };
}
