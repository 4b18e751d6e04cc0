import type { Goods } from '../economy/holdings.ts';
import { type CharacterApi, pathOf } from './character-api.ts';
import type { MissingRequirement } from './missing.ts';

export interface Price {
  kind: string;
  /** Credits for one. */
  price: number;
}

export interface Shop {
  place: string;
  name: string;
  text: string;
  /** What it takes. */
  pays: Price[];
  /** What it has. */
  asks: Price[];
}

export interface TradeReceipt {
  kind: string;
  amount: number;
  total: number;
}

export interface Upgrade {
  id: string;
  name: string;
  text: string;
  maxLevel: number;
  /** What each level adds, by effect. */
  effects: Readonly<Record<string, number>>;
  level: number;
  /** Null: it has the highest level. */
  cost: number | null;
  missing: MissingRequirement[];
}

/** The routes of shops and upgrades, for one character. */
export class ShopApi {
  private readonly api: CharacterApi;

  constructor(api: CharacterApi) {
    this.api = api;
  }

  /** Null: there is none where the character is. */
  async shop(): Promise<Shop | null> {
    return (await this.api.get<{ shop: Shop | null }>(pathOf('trade', this.api.characterId))).shop;
  }

  sell(goods: Goods): Promise<TradeReceipt> {
    return this.api.act('POST', '/trade/sell', { characterId: this.api.characterId, ...goods });
  }

  buy(kind: string, amount: number): Promise<TradeReceipt> {
    return this.api.act('POST', '/trade/buy', { characterId: this.api.characterId, kind, amount });
  }

  upgrades(): Promise<Upgrade[]> {
    return this.api.get(pathOf('upgrades', this.api.characterId));
  }

  buyUpgrade(upgradeId: string): Promise<{ level: number; paid: number }> {
    return this.api.act('POST', pathOf('upgrades', this.api.characterId, upgradeId));
  }
}
