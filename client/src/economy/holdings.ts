import type { Parcel, Store } from '../api/inventory-api.ts';
import type { Catalogue } from './catalogue.ts';

/** What shops and the trading post call what is sold: pieces of a stack, or one unique item. */
export type Goods = { kind: string; amount: number } | { itemId: string };

/** A stack, or a unique item. */
export interface Holding {
  /** Tells it from all others. */
  key: string;
  kind: string;
  amount: number;
  /** Null: a stack. */
  itemId: string | null;
}

/** What a store holds, by name. */
export function holdingsOf(
  { stacks, items }: Pick<Store, 'stacks' | 'items'>,
  catalogue: Catalogue,
): Holding[] {
  return [
    ...stacks.map(({ kind, amount }) => ({ key: kind, kind, amount, itemId: null })),
    ...items.map(({ id, kind }) => ({ key: id, kind, amount: 1, itemId: id })),
  ].sort(
    (a, b) => catalogue.name(a.kind).localeCompare(catalogue.name(b.kind), 'en') || (a.key < b.key ? -1 : 1),
  );
}

export function parcelOf({ kind, itemId }: Holding, amount: number): Parcel {
  return itemId === null ? { stacks: [{ kind, amount }] } : { items: [itemId] };
}

export function goodsOf({ kind, itemId }: Holding, amount: number): Goods {
  return itemId === null ? { kind, amount } : { itemId };
}
