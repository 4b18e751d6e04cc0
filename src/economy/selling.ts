import type { Characters } from '../characters/characters.ts';
import type { Goods } from '../content/goods.ts';
import { priceAsked, pricePaid } from '../content/prices.ts';
import { type Offered, purchaseOf, saleOf, type TradeContent } from './selling-rules.ts';
import type { TradeReceipt, TradeStore } from './selling-store.ts';

/** One line of a price list. */
export interface Price {
  /** Content id. */
  kind: string;
  /** Credits for one. */
  price: number;
}

/** A shop, with its prices for everything that it trades in. */
export interface PriceList {
  place: string;
  name: string;
  text: string;
  pays: Price[];
  asks: Price[];
}

/** Trade with shops, at the prices of the place where the character is. Every method throws GameError as noted. */
export interface Trade {
  /** @returns null: there is no shop. Errors: character_not_found */
  prices(accountId: string, characterId: string): Promise<PriceList | null>;
  /** Errors: character_not_found, item_in_use, idempotency_key_reused, and those of `saleOf` */
  sell(accountId: string, characterId: string, offered: Offered, key: string): Promise<TradeReceipt>;
  /** Errors: character_not_found, insufficient_credits, idempotency_key_reused, and those of `purchaseOf` */
  buy(
    accountId: string,
    characterId: string,
    wanted: { kind: string; amount: number },
    key: string,
  ): Promise<TradeReceipt>;
}

export interface TradeDependencies {
  store: TradeStore;
  characters: Pick<Characters, 'get'>;
  content: TradeContent;
}

export function makeTrade({ store, characters, content }: TradeDependencies): Trade {
  const lists = priceLists(content);
  return {
    async prices(accountId, characterId) {
      const { place } = await characters.get(accountId, characterId);
      return lists.get(place) ?? null;
    },

    async sell(accountId, characterId, offered, key) {
      await characters.get(accountId, characterId);
      const request = { key, kind: 'sell', actorId: characterId, body: { characterId, ...offered } };
      return store.sell(request, characterId, offered, (scene) => saleOf(content, scene, offered));
    },

    async buy(accountId, characterId, wanted, key) {
      await characters.get(accountId, characterId);
      const request = { key, kind: 'buy', actorId: characterId, body: { characterId, ...wanted } };
      return store.buy(request, characterId, (scene) => purchaseOf(content, scene, wanted));
    },
  };
}

/** By place. */
function priceLists({ shops, items, hulls, modules }: TradeContent): Map<string, PriceList> {
  const goods: Goods[] = [...items.values(), ...hulls.values(), ...modules.values()];
  const list = (priceOf: (one: Goods) => number | null): Price[] =>
    goods
      .map((one) => ({ kind: one.id, price: priceOf(one) }))
      .filter((line): line is Price => line.price !== null);
  return new Map(
    [...shops].map(([place, shop]): [string, PriceList] => [
      place,
      {
        place,
        name: shop.name,
        text: shop.text,
        pays: list((one) => pricePaid(shop, one)),
        asks: list((one) => priceAsked(shop, one)),
      },
    ]),
  );
}
