import { type Hull, SLOT_KINDS, type SlotKind } from '../content/ship-types.ts';

export interface Slot {
  /** Such as 'high-2'; counted from 1 within its kind. */
  id: string;
  kind: SlotKind;
}

/** The hull's slots, kind by kind. */
export function slotsOf(hull: Hull): Slot[] {
  return SLOT_KINDS.flatMap((kind) =>
    Array.from({ length: hull.slots[kind] }, (_, index) => ({ id: `${kind}-${index + 1}`, kind })),
  );
}

/*
 * What stands in `items.placed`. An item for which something stands there cannot be moved, and no two items of an owner
 * can have the same: one active ship for each character, one module in each slot.
 */

export const ACTIVE = 'active';

/** A ship that is not flown, but has modules in it: sold as it is, they would go with it unseen. */
export function outfitted(shipId: string): string {
  return `outfitted:${shipId}`;
}

export function fittedInto(shipId: string, slotId: string): string {
  return `${fittedPrefix(shipId)}${slotId}`;
}

/** @returns the slot's id */
export function slotIn(shipId: string, placed: string): string {
  return placed.slice(fittedPrefix(shipId).length);
}

export function fittedPrefix(shipId: string): string {
  return `fit:${shipId}:`;
}
