/** What can be owned, as `content/` describes it. */

export type Rarity = 'common' | 'uncommon' | 'rare' | 'epic' | 'legendary';

/** What items, ship hulls and modules have in common. An id names one kind over all of them. */
export interface Goods {
  id: string;
  name: string;
  text: string;
  rarity: Rarity;
  /** Credits, from which shops reckon their prices. */
  value: number;
  /** Grams of one. */
  weight: number;
}

export type EquipmentType = 'weapon' | 'head' | 'body' | 'hands' | 'feet' | 'trinket';

/** What equipment adds to who wears it; what is not named is 0. */
export interface EquipmentStats {
  attack?: number;
  defence?: number;
  health?: number;
  mana?: number;
  stamina?: number;
  /** World pixels per second. */
  speed?: number;
  /** Slots of the inventory. */
  slots?: number;
  /** Grams that can be carried. */
  carry?: number;
}

export interface Equipment {
  type: EquipmentType;
  /** Of the character, at least. */
  level: number;
  /** Ids of the classes that can wear it; empty: all. */
  classes: readonly string[];
  stats: EquipmentStats;
}

/** What happens when one is used up. */
export type ItemEffect =
  | { kind: 'restore'; resource: 'health' | 'mana' | 'stamina'; amount: number }
  | { kind: 'haste'; percent: number; seconds: number };

export interface ItemKind extends Goods {
  category: 'ore' | 'salvage' | 'potion' | 'weapon' | 'armour' | 'trinket' | 'quest';
  /** So many share one slot of the inventory; null: every one is unique. */
  stackMax: number | null;
  /** Stays with its character: it cannot be stored, sold, listed or traded. */
  bound: boolean;
  /** Null: it cannot be worn. What can be worn is unique. */
  equipment: Equipment | null;
  effects: readonly ItemEffect[];
}

export interface Capacity {
  slots: number;
  /** Grams. */
  weight: number;
}

/** The numbers of inventories, from `content/inventory.json`. */
export interface InventoryRules {
  /** Of a character, before what it wears and its upgrades add. */
  character: Capacity;
  /** Of an account, shared by its characters. */
  storage: Capacity;
  /** What every new character gets: bound, or it would be made by creating and deleting characters. */
  startingKit: {
    stacks: readonly { kind: string; amount: number }[];
    /** Ids of unique items. */
    items: readonly string[];
  };
  /** Credits for an account, with its first character. */
  startingCredits: number;
}
