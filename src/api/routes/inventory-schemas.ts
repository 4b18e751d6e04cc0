import { z } from 'zod';
import { EQUIPMENT_SLOT_NAMES, wornIn } from '../../economy/equipment.ts';
import type { OwnerReceipt } from '../../economy/inventory-changes.ts';
import { MAX_AMOUNT } from '../../economy/ledger-rules.ts';
import { ContentId } from '../fields.ts';

export const EquipmentSlotName = z
  .enum(EQUIPMENT_SLOT_NAMES)
  .meta({ id: 'EquipmentSlot', description: 'Where something can be worn.' });

export const ItemId = z.uuid().toLowerCase().describe("A unique item's id.");

export const Amount = z.int().min(1).max(MAX_AMOUNT).describe(`A whole number from 1 to ${MAX_AMOUNT}.`);

const Capacity = z
  .object({ slots: z.int().describe('Slots.'), weight: z.int().describe('Grams.') })
  .meta({ id: 'Capacity', description: 'Slots and grams.' });

const OwnedItem = z
  .object({
    id: z.uuid().describe("The item's id."),
    kind: ContentId.describe('Id of its kind, see content/items and content/modules.'),
    state: z.record(z.string(), z.unknown()).describe('What is special about this one.'),
  })
  .meta({ id: 'OwnedItem', description: 'A unique thing.' });

const store = {
  credits: z.int().describe('Whole credits.'),
  used: Capacity.describe('What all of it takes.'),
  capacity: Capacity.describe('What there is room for.'),
  stacks: z
    .array(
      z.object({
        kind: ContentId.describe('Id of its kind, see content/items.'),
        amount: z.int().describe('How many.'),
      }),
    )
    .describe('What is counted, by kind.'),
  items: z
    .array(OwnedItem)
    .describe('Unique items that lie loose: neither worn nor fitted to a ship, and no ships.'),
};

const total = z.int();
const Stats = z
  .object({
    attack: total.describe('Attack.'),
    defence: total.describe('Defence.'),
    health: total.describe('Health points.'),
    mana: total.describe('Mana points.'),
    stamina: total.describe('Stamina points.'),
    speed: total.describe('World pixels per second.'),
    slots: total.describe('Slots of the inventory.'),
    carry: total.describe('Grams that can be carried.'),
  })
  .meta({ id: 'EquipmentStats', description: 'What equipment adds.' });

export const InventoryState = z
  .object({
    character: z
      .object({
        ...store,
        equipment: z
          .array(
            z.object({
              slot: EquipmentSlotName,
              id: z.uuid().describe("The item's id."),
              kind: ContentId.describe('Id of its kind, see content/items.'),
            }),
          )
          .describe('What it wears.'),
        stats: Stats.describe('What that adds, summed up.'),
      })
      .describe('What the character has.'),
    storage: z.object(store).describe("What is in the account's storage, which its characters share."),
  })
  .meta({ id: 'InventoryState', description: 'What a character has, and the storage of its account.' });

export const Receipts = z
  .array(
    z
      .object({
        owner: z
          .object({
            kind: z.enum(['character', 'storage']).describe('What it is.'),
            id: z.uuid().describe("The character's id; of the storage: the account's id."),
          })
          .describe('For whom something became different.'),
        credits: z.int().describe('How many more, or fewer.'),
        stacks: z
          .array(
            z.object({
              kind: ContentId.describe('Id of the kind.'),
              change: z.int().describe('How many more, or fewer.'),
            }),
          )
          .describe('Stacks that are larger or smaller.'),
        items: z
          .array(
            z.object({
              id: z.uuid().describe("The item's id."),
              kind: ContentId.describe('Id of its kind.'),
              slot: EquipmentSlotName.nullable().describe('Where it is worn; null: it lies loose.'),
            }),
          )
          .describe('Unique items that came, or that were put on or taken off, as they are now.'),
        gone: z.array(z.uuid().describe("An item's id.")).describe('Unique items that went.'),
      })
      .meta({ id: 'InventoryReceipt', description: 'What became different for somebody.' }),
  )
  .describe('Everybody for whom something became different.');

/** @returns what `Receipts` describes */
export function receiptsView(receipts: readonly OwnerReceipt[]): z.input<typeof Receipts> {
  return receipts.map(({ items, ...receipt }) => ({
    ...receipt,
    items: items.map(({ id, kind, placed }) => ({ id, kind, slot: wornIn(placed) })),
  }));
}
