import type { Content } from '../content/types.ts';
import type { Effects } from '../content/upgrades.ts';
import { effectsOfUpgrades, sumEffects, type UpgradeLevels } from '../game/effects.ts';
import { flownShipEffects } from '../ships/flown-ship.ts';
import { equipmentStats, type Wearer } from './equipment.ts';
import {
  burdenOf,
  capacityOf,
  checkRoom,
  type Holdings,
  type Load,
  type OwnedItem,
} from './inventory-capacity.ts';
import type { GoodsContent } from './items.ts';
import type { Owner } from './owner.ts';

/** A character, or the storage of an account by the account's id. */
export type HolderOwner = Owner & { kind: 'character' | 'storage' };

/** A character or storage, and what it has. */
export interface Holder {
  owner: HolderOwner;
  accountId: string;
  /** Null: a storage, which wears nothing. */
  wearer: Wearer | null;
  upgrades: UpgradeLevels;
  holdings: Holdings;
}

/** The content that says who can carry what. */
export type InventoryContent = GoodsContent & Pick<Content, 'inventory' | 'upgrades'>;

/** What a character's upgrades, what it wears and the ship that it flies come to together. */
export function effectsOf(
  content: InventoryContent,
  upgrades: UpgradeLevels,
  items: readonly Pick<OwnedItem, 'id' | 'kind' | 'placed'>[],
): Effects {
  return sumEffects([
    ...effectsOfUpgrades(upgrades, content.upgrades),
    equipmentStats(content, items),
    flownShipEffects(content, items),
  ]);
}

/** @param holdings what the holder would have */
export function loadOf(
  content: InventoryContent,
  { owner, upgrades }: Holder,
  { stacks, items }: Omit<Holdings, 'credits'>,
): Load {
  return {
    used: burdenOf(content, { stacks, items }),
    capacity: capacityOf(content, owner, effectsOf(content, upgrades, items)),
  };
}

/** Errors: over_capacity, when the holder would have more than it can carry */
export function checkHoldings(
  content: InventoryContent,
  holder: Holder,
  after: Omit<Holdings, 'credits'>,
): void {
  checkRoom(holder.owner, loadOf(content, holder, holder.holdings), loadOf(content, holder, after));
}
