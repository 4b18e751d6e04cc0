import type { EquipmentSlot } from './equipment.ts';
import type { OwnedItem } from './inventory-capacity.ts';
import type { HolderOwner } from './inventory-holder.ts';
import type { ItemMove, Posting } from './ledger.ts';
import type { Owner, SystemOwner } from './owner.ts';

/** Credits, stacks and items that go somewhere together. */
export interface Parcel {
  /** Whole, from 0. */
  credits: number;
  /** 'all': as many as there are. */
  stacks: readonly { kind: string; amount: number | 'all' }[];
  /** Ids. */
  items: readonly string[];
}

export type InventoryChange =
  /** @param slot null: the first free one that fits */
  | { do: 'equip'; owner: Owner; itemId: string; slot: EquipmentSlot | null }
  | { do: 'unequip'; owner: Owner; itemId: string }
  | { do: 'transfer'; from: Owner; to: Owner; parcel: Parcel }
  | { do: 'discard'; from: Owner; parcel: Omit<Parcel, 'credits'> };

/** An item of an owner, and what it is in use for from now on. */
export interface Placement {
  itemId: string;
  owner: Owner;
  /** What it is in use for until now. */
  before: string | null;
  after: string | null;
}

/** Everything that is to be written, in one transaction and in this order. */
export interface InventoryWork {
  /** Items that are taken off. */
  lifted: Placement[];
  moves: ItemMove[];
  created: GivenItem[];
  /** Items that are put on. */
  placed: Placement[];
  postings: Posting[];
}

/** An item that is made for somebody. */
export interface GivenItem {
  id: string;
  /** Content id. */
  kind: string;
  owner: Owner;
  /** Where it comes from. */
  from: SystemOwner;
  state: Record<string, unknown>;
}

/** What became different for somebody. */
export interface OwnerReceipt {
  owner: HolderOwner;
  /** How many more there are, or fewer; 0: as many as before. */
  credits: number;
  stacks: { kind: string; change: number }[];
  /** Items that came, or that were put on or taken off, as they are now. */
  items: Pick<OwnedItem, 'id' | 'kind' | 'placed'>[];
  /** Ids of items that went. */
  gone: string[];
}
