import type { Goods, Rarity } from '../content/goods.ts';
import type { Content } from '../content/types.ts';

/** Whatever can change hands, as the trading post sees it. */
export interface TradeKind {
  id: string;
  name: string;
  rarity: Rarity;
  /** Counted; otherwise every one is a unique item. */
  stackable: boolean;
  /** Stays with its character. */
  bound: boolean;
}

export interface KindFilter {
  kind?: string | undefined;
  rarity?: Rarity | undefined;
  text?: string | undefined;
}

/** Items, ship hulls and modules as one list. */
export class Catalogue {
  private readonly kinds = new Map<string, TradeKind>();

  constructor({ items, hulls, modules }: Pick<Content, 'items' | 'hulls' | 'modules'>) {
    for (const item of items.values()) this.add(item, item.stackMax !== null, item.bound);
    for (const hull of hulls.values()) this.add(hull, false, hull.bound);
    for (const module of modules.values()) this.add(module, false, false);
  }

  find(id: string): TradeKind | undefined {
    return this.kinds.get(id);
  }

  /** @returns ids of the kinds that match; null: nothing restricts them */
  matching({ kind, rarity, text }: KindFilter): string[] | null {
    if (kind === undefined && rarity === undefined && text === undefined) return null;
    const part = text?.toLowerCase();
    return [...this.kinds.values()]
      .filter((one) => kind === undefined || one.id === kind)
      .filter((one) => rarity === undefined || one.rarity === rarity)
      .filter((one) => part === undefined || one.name.toLowerCase().includes(part))
      .map(({ id }) => id);
  }

  private add({ id, name, rarity }: Goods, stackable: boolean, bound: boolean): void {
    this.kinds.set(id, { id, name, rarity, stackable, bound });
  }
}
