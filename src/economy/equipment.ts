import type { EquipmentStats, EquipmentType, ItemKind } from '../content/goods.ts';
import type { Content } from '../content/types.ts';
import { GameError } from '../errors.ts';

/** Where something can be worn, and what fits there. */
export const EQUIPMENT_SLOTS = {
  weapon: 'weapon',
  head: 'head',
  body: 'body',
  hands: 'hands',
  feet: 'feet',
  'trinket-1': 'trinket',
  'trinket-2': 'trinket',
} as const satisfies Record<string, EquipmentType>;

export type EquipmentSlot = keyof typeof EQUIPMENT_SLOTS;

export const EQUIPMENT_SLOT_NAMES = Object.keys(EQUIPMENT_SLOTS) as [EquipmentSlot, ...EquipmentSlot[]];

/** Who wants to wear something. */
export interface Wearer {
  level: number;
  classId: string;
}

const PLACED = 'equip:';

/** @returns what stands in an item's `placed` while it is worn there */
export function placedIn(slot: EquipmentSlot): string {
  return PLACED + slot;
}

/** @returns the slot in which an item is worn, or null */
export function wornIn(placed: string | null): EquipmentSlot | null {
  const slot = placed?.startsWith(PLACED) ? placed.slice(PLACED.length) : '';
  return Object.hasOwn(EQUIPMENT_SLOTS, slot) ? (slot as EquipmentSlot) : null;
}

/**
 * Errors: slot_mismatch (it goes nowhere, or not there), slot_taken, requirements_unmet (level or class).
 * @param wanted null: the first free slot that fits
 * @param taken slots in which something is worn
 */
export function slotFor(
  kind: ItemKind | undefined,
  wanted: EquipmentSlot | null,
  taken: ReadonlySet<EquipmentSlot>,
  wearer: Wearer,
): EquipmentSlot {
  const equipment = kind?.equipment;
  if (!equipment) throw new GameError('slot_mismatch');
  const fitting = EQUIPMENT_SLOT_NAMES.filter((slot) => EQUIPMENT_SLOTS[slot] === equipment.type);
  if (wanted !== null && !fitting.includes(wanted)) throw new GameError('slot_mismatch');
  if (wearer.level < equipment.level) {
    throw new GameError('requirements_unmet', { details: { level: equipment.level } });
  }
  if (equipment.classes.length > 0 && !equipment.classes.includes(wearer.classId)) {
    throw new GameError('requirements_unmet', { details: { classes: equipment.classes } });
  }
  const free = (wanted === null ? fitting : [wanted]).find((slot) => !taken.has(slot));
  if (free === undefined) throw new GameError('slot_taken');
  return free;
}

/** @returns the sums of what the worn items add, every stat named */
export function equipmentStats(
  { items: kinds }: Pick<Content, 'items'>,
  items: readonly { kind: string; placed: string | null }[],
): Required<EquipmentStats> {
  const sum = { attack: 0, defence: 0, health: 0, mana: 0, stamina: 0, speed: 0, slots: 0, carry: 0 };
  for (const { kind, placed } of items) {
    if (wornIn(placed) === null) continue;
    const stats = kinds.get(kind)?.equipment?.stats ?? {};
    for (const name of Object.keys(sum) as (keyof EquipmentStats)[]) sum[name] += stats[name] ?? 0;
  }
  return sum;
}
