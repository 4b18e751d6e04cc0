import type { Goods, ItemKind } from '../../../src/content/goods.ts';
import type { Hull, ShipModule } from '../../../src/content/ship-types.ts';
import type { GameApi } from '../api/game-api.ts';

/** Everything that can be owned, by its content id. */
export class Catalogue {
  private readonly items: ReadonlyMap<string, ItemKind>;
  private readonly hulls: ReadonlyMap<string, Hull>;
  private readonly modules: ReadonlyMap<string, ShipModule>;

  constructor(
    items: readonly ItemKind[] = [],
    hulls: readonly Hull[] = [],
    modules: readonly ShipModule[] = [],
  ) {
    this.items = byId(items);
    this.hulls = byId(hulls);
    this.modules = byId(modules);
  }

  /** @throws ApiError */
  static async load(api: Pick<GameApi, 'items' | 'hulls' | 'modules'>): Promise<Catalogue> {
    return new Catalogue(...(await Promise.all([api.items(), api.hulls(), api.modules()])));
  }

  /** Undefined: content of a later version. */
  find(kind: string): Goods | undefined {
    return this.items.get(kind) ?? this.modules.get(kind) ?? this.hulls.get(kind);
  }

  item(kind: string): ItemKind | undefined {
    return this.items.get(kind);
  }

  hull(kind: string): Hull | undefined {
    return this.hulls.get(kind);
  }

  module(kind: string): ShipModule | undefined {
    return this.modules.get(kind);
  }

  name(kind: string): string {
    return this.find(kind)?.name ?? kind;
  }

  /** For a person, of 'credits' or 'stack:' and a kind. */
  assetName(asset: string): string {
    return asset.startsWith('stack:') ? this.name(asset.slice('stack:'.length)) : asset;
  }

  /** Does it stay with its character? */
  isBound(kind: string): boolean {
    return this.items.get(kind)?.bound ?? this.hulls.get(kind)?.bound ?? false;
  }
}

function byId<T extends { id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}
