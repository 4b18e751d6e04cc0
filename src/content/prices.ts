import type { Goods, ItemKind } from './goods.ts';
import type { Shop } from './shops.ts';

type Priced = Pick<Goods, 'id' | 'value'> & Partial<Pick<ItemKind, 'bound'>>;

/** @returns credits for one, at least 1; null: the shop does not take it */
export function pricePaid({ pays }: Shop, { id, value, bound }: Priced): number | null {
  if (bound) return null;
  const { percent } = pays.special.find(({ kind }) => kind === id) ?? pays;
  return Math.floor((value * percent) / 100) || null;
}

/** @returns credits for one, at least 1; null: the shop does not have it */
export function priceAsked({ sells }: Shop, { id, value, bound }: Priced): number | null {
  if (bound || !sells.kinds.includes(id)) return null;
  return Math.ceil((value * sells.percent) / 100) || null;
}
