import type { Capacity, EquipmentStats } from '../../../src/content/goods.ts';
import { type CharacterApi, type Page, pathOf, queryOf } from './character-api.ts';

export interface Stack {
  kind: string;
  amount: number;
}

export interface OwnedItem {
  id: string;
  kind: string;
  state: Record<string, unknown>;
}

/** What a character has with it, or what lies in the account's storage. */
export interface Store {
  credits: number;
  used: Capacity;
  capacity: Capacity;
  stacks: Stack[];
  items: OwnedItem[];
}

export interface Worn {
  slot: string;
  id: string;
  kind: string;
}

export interface InventoryState {
  character: Store & { equipment: Worn[]; stats: EquipmentStats };
  storage: Store;
}

/** Of stacks or of unique items, what is meant. */
export interface Parcel {
  stacks?: Stack[];
  items?: string[];
}

export type StoreName = 'character' | 'storage';

export interface LedgerEntry {
  operationId: string;
  kind: string;
  at: string;
  /** 'credits', or 'stack:' and a kind. */
  asset: string;
  /** Negative: it went away. */
  amount: number;
  balance: number;
  counterparts: string[];
}

/** The routes of inventory, equipment and wallet, for one character. */
export class InventoryApi {
  private readonly api: CharacterApi;

  constructor(api: CharacterApi) {
    this.api = api;
  }

  look(): Promise<InventoryState> {
    return this.api.get(this.path());
  }

  /** Between the character and the account's storage. */
  async transfer(to: StoreName, parcel: Parcel & { credits?: number }): Promise<void> {
    const own = this.api.characterId;
    const sides = to === 'storage' ? { from: own, to: 'storage' } : { from: 'storage', to: own };
    await this.api.act('POST', '/inventory/transfer', { ...sides, ...parcel });
  }

  async equip(itemId: string): Promise<void> {
    await this.api.act('POST', this.path('equip'), { itemId });
  }

  async unequip(itemId: string): Promise<void> {
    await this.api.act('POST', this.path('unequip'), { itemId });
  }

  async discard(parcel: Parcel): Promise<void> {
    await this.api.act('POST', this.path('discard'), parcel);
  }

  history(cursor: string | null): Promise<Page<LedgerEntry>> {
    return this.api.get(pathOf('wallets', this.api.characterId, 'ledger') + queryOf({ cursor, limit: 30 }));
  }

  private path(...parts: string[]): string {
    return pathOf('inventory', this.api.characterId, ...parts);
  }
}
