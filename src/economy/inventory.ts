import type { Capacity, EquipmentStats } from '../content/goods.ts';
import type { EquipmentSlot } from './equipment.ts';
import type { InventoryChange, OwnerReceipt } from './inventory-changes.ts';
import type { Gift } from './inventory-grant.ts';
import type { Delivery } from './inventory-store.ts';
import type { StackAmount } from './items.ts';

/** What a character carries, or what is in the storage of an account. */
export interface Store {
  credits: number;
  used: Capacity;
  capacity: Capacity;
  stacks: StackAmount[];
  /** Unique items that lie loose: not worn, not fitted to a ship, and no ships. */
  items: { id: string; kind: string; state: Record<string, unknown> }[];
}

export interface InventoryView {
  character: Store & {
    equipment: { slot: EquipmentSlot; id: string; kind: string }[];
    /** What the equipment adds, summed up. */
    stats: Required<EquipmentStats>;
  };
  storage: Store;
}

/** Changes of what an account's characters and its storage have: all of them or none. */
export interface ChangeRequest {
  accountId: string;
  /** Of the operation; again with the same key it answers what it answered then. */
  key: string;
  /** For the history. */
  kind:
    | 'inventory.equip'
    | 'inventory.unequip'
    | 'inventory.transfer'
    | 'inventory.discard'
    | 'inventory.batch';
  changes: readonly InventoryChange[];
}

/** Loot, a harvest, a reward: something new for a character. */
export interface Grant extends Gift {
  /** Names the cause, and so makes it happen once: 'loot:<instance>:<drop>'. */
  key: string;
  /** For the history: 'loot', 'harvest' … */
  kind: string;
  characterId: string;
}

/** One piece of a stack that a character uses up. */
export interface Use {
  /** Names the cause, and so makes it happen once. */
  key: string;
  characterId: string;
  /** Id of an item. */
  item: string;
}

/** Every method throws GameError as noted. */
export interface Inventory {
  /** Errors: character_not_found, also for somebody else's */
  look(accountId: string, characterId: string): Promise<InventoryView>;
  /** How many slots each of these characters uses. Errors: character_not_found */
  usedSlots(characterIds: readonly string[]): Promise<Map<string, number>>;
  /**
   * Changes follow each other, so that what one brings the next may use.
   * Errors: character_not_found, item_not_found, item_in_use, item_bound, insufficient_credits, insufficient_items,
   * slot_mismatch, slot_taken, requirements_unmet, over_capacity, invalid_request, idempotency_key_reused
   */
  change(request: ChangeRequest): Promise<OwnerReceipt[]>;
  /** Takes it away, exactly once, whoever asks how often. Errors: character_not_found, insufficient_items, idempotency_key_reused */
  use(use: Use): Promise<void>;
  /**
   * Exactly once, whoever asks how often. Where there is no room for all of it, everything but credits comes by mail.
   * Errors: character_not_found, content_not_found, invalid_request, idempotency_key_reused
   */
  receive(grant: Grant): Promise<Delivery>;
  /** Gives a new character its starting kit, and its account its first credits; what was given before is not given again. */
  outfit(accountId: string, characterId: string): Promise<void>;
}
