import { priceAsked, pricePaid } from '../content/prices.ts';
import type { Shop } from '../content/shops.ts';
import type { Content } from '../content/types.ts';
import { GameError } from '../errors.ts';
import { checkIncoming } from './inventory-grant.ts';
import type { Holder, InventoryContent } from './inventory-holder.ts';
import { goodsOf, isStack, refuseBound, stackAsset } from './items.ts';
import type { ItemMove, Posting } from './ledger.ts';
import { checkAmount, movement } from './ledger-rules.ts';
import type { Owner } from './owner.ts';

/** So many unique things are bought at once at most. */
export const MAX_UNIQUE_AMOUNT = 50;

export type TradeContent = InventoryContent & Pick<Content, 'shops'>;

/** So much of a stack, or one unique item. */
export type Offered = { kind: string; amount: number | 'all' } | { itemId: string };

/** Who sells, and where. */
export interface SaleScene {
  /** Id of the place where the character is, or was last. */
  place: string;
  seller: Owner;
  /** What the character has of the offered stack, or of the offered item: 1 or 0. */
  there: number;
  /** Content id of what is offered; null: the character has no such item. */
  kind: string | null;
}

/** Who buys, and where: nothing of it changes until the trade is done. */
export interface PurchaseScene {
  /** As in `SaleScene`. */
  place: string;
  holder: Holder;
}

/** What changes hands. */
export interface Deal {
  /** Content id. */
  kind: string;
  moves: ItemMove[];
  /** How many unique things come into being. */
  made: number;
  postings: Posting[];
}

const SHOP: Owner = { kind: 'system', id: 'shop' };

/** Errors: no_shop_here */
function shopIn({ shops }: Pick<Content, 'shops'>, place: string): Shop {
  const shop = shops.get(place);
  if (!shop) throw new GameError('no_shop_here');
  return shop;
}

/**
 * A character sells to the shop of its place. Errors: no_shop_here, not_traded_here, item_bound, item_not_found,
 * insufficient_items, content_not_found, invalid_request for more credits than a movement can have
 */
export function saleOf(content: TradeContent, scene: SaleScene, offered: Offered): Deal {
  const shop = shopIn(content, scene.place);
  const { seller: owner, kind } = scene;
  if (kind === null) throw new GameError('item_not_found');
  const itemId = 'itemId' in offered ? offered.itemId : null;
  refuseBound(content, kind);
  const price = pricePaid(shop, goodsOf(content, kind));
  if (price === null) throw new GameError('not_traded_here', { details: { kind } });
  const amount = amountOf(scene, offered);
  return {
    kind,
    moves: itemId === null ? [] : [{ itemId, from: owner, to: SHOP }],
    made: 0,
    postings: [
      ...(itemId === null ? movement(owner, SHOP, stackAsset(kind), amount) : []),
      ...movement(SHOP, owner, 'credits', amount * price),
    ],
  };
}

/**
 * A character buys from the shop of its place. Errors: no_shop_here, not_traded_here, content_not_found, over_capacity,
 * invalid_request for amounts that are out of range
 */
export function purchaseOf(
  content: TradeContent,
  { place, holder }: PurchaseScene,
  { kind, amount }: { kind: string; amount: number },
): Deal {
  const shop = shopIn(content, place);
  const price = priceAsked(shop, goodsOf(content, kind));
  if (price === null) throw new GameError('not_traded_here', { details: { kind } });
  checkAmount(amount);
  const stacked = isStack(content, kind);
  if (!stacked && amount > MAX_UNIQUE_AMOUNT) {
    throw new GameError('invalid_request', {
      details: [{ path: 'amount', message: `At most ${MAX_UNIQUE_AMOUNT} of what is unique.` }],
    });
  }
  const made = stacked ? 0 : amount;
  checkIncoming(content, holder, {
    stacks: stacked ? [{ kind, amount }] : [],
    items: Array<string>(made).fill(kind),
  });
  return {
    kind,
    moves: [],
    made,
    postings: [
      ...(stacked ? movement(SHOP, holder.owner, stackAsset(kind), amount) : []),
      ...movement(holder.owner, SHOP, 'credits', amount * price),
    ],
  };
}

/** Errors: insufficient_items, invalid_request */
function amountOf({ there, kind }: SaleScene, offered: Offered): number {
  if ('itemId' in offered) return 1;
  if (there === 0) throw new GameError('insufficient_items', { details: { kind, amount: there } });
  if (offered.amount === 'all') return there;
  checkAmount(offered.amount);
  return offered.amount;
}
