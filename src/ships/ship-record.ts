import type { OwnedItem } from '../economy/inventory-capacity.ts';
import { ACTIVE, fittedPrefix, slotIn } from './slots.ts';

export interface FittedModule {
  /** Of the item. */
  id: string;
  /** Content id. */
  kind: string;
  /** Such as 'high-2'. */
  slot: string;
}

/** An item whose kind is a hull, with the items that are fitted to it. */
export interface ShipRecord {
  id: string;
  /** Content id of its hull. */
  hull: string;
  /** The one that its character flies. */
  active: boolean;
  /** By slot. */
  modules: FittedModule[];
}

export type Placed = Pick<OwnedItem, 'id' | 'kind' | 'placed'>;

/** @param items what the ship's character has; at least what is placed */
export function shipOf({ id, kind, placed }: Placed, items: Iterable<Placed>): ShipRecord {
  const modules = [...items]
    .filter((item) => item.placed?.startsWith(fittedPrefix(id)))
    .map((item) => ({ id: item.id, kind: item.kind, slot: slotIn(id, item.placed!) }))
    .sort((a, b) => (a.slot < b.slot ? -1 : 1));
  return { id, hull: kind, active: placed === ACTIVE, modules };
}
