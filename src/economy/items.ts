import type { Goods, ItemKind } from '../content/goods.ts';
import type { Content } from '../content/types.ts';
import { GameError } from '../errors.ts';
import type { Asset } from './owner.ts';

/** The content that says what can be owned. */
export type GoodsContent = Pick<Content, 'items' | 'hulls' | 'modules'>;

export interface StackAmount {
  /** Content id. */
  kind: string;
  /** Whole, above zero. */
  amount: number;
}

export function stackAsset(kind: string): Asset {
  return `stack:${kind}`;
}

/** @returns the content id, or null for credits */
export function stackKindOf(asset: Asset): string | null {
  return asset === 'credits' ? null : asset.slice('stack:'.length);
}

/** Errors: content_not_found */
export function goodsOf(content: GoodsContent, kind: string): Goods {
  const goods = content.items.get(kind) ?? content.hulls.get(kind) ?? content.modules.get(kind);
  if (!goods) throw new GameError('content_not_found');
  return goods;
}

export function isStack(content: GoodsContent, kind: string): boolean {
  return (content.items.get(kind)?.stackMax ?? null) !== null;
}

/**
 * Whether it must stay with its character. Whoever lets things change hands asks this first: starting kits are made anew
 * with every character, and would be worth creating and deleting characters for.
 */
export function isBound({ items, hulls }: GoodsContent, kind: string): boolean {
  const goods: Pick<ItemKind, 'bound'> | undefined = items.get(kind) ?? hulls.get(kind);
  return goods?.bound ?? false;
}

/** Errors: item_bound */
export function refuseBound(content: GoodsContent, kind: string): void {
  if (isBound(content, kind)) throw new GameError('item_bound', { details: { kind } });
}
