import type { Shop, ShopApi } from '../api/shop-api.ts';
import { Latest } from '../data/latest.ts';

/** The shop where the character is; undefined: not asked yet, null: there is none. */
export class LocalShop {
  private readonly api: Pick<ShopApi, 'shop'>;
  private readonly known = new Latest<Shop | null | undefined>(undefined);

  constructor(api: Pick<ShopApi, 'shop'>) {
    this.api = api;
  }

  get shop(): Shop | null | undefined {
    return this.known.value;
  }

  /** @throws ApiError */
  async refresh(): Promise<void> {
    await this.known.take(() => this.api.shop());
  }
}
