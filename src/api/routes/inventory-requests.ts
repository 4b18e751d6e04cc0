import { z } from 'zod';
import type { InventoryChange, Parcel } from '../../economy/inventory-changes.ts';
import { MAX_AMOUNT } from '../../economy/ledger-rules.ts';
import { characterOwner, storageOwner } from '../../economy/make-inventory.ts';
import { CharacterId, ContentId } from '../fields.ts';
import { Amount, EquipmentSlotName, ItemId } from './inventory-schemas.ts';

/** Changes of one batch. */
export const MAX_CHANGES = 50;
/** Stacks, and items, of one change. */
const MAX_LINES = 50;

const Side = z
  .union([CharacterId.describe('A character of the account.'), z.literal('storage')])
  .describe("A character of the account, or `storage` for the account's storage.");

const goods = {
  stacks: z
    .array(
      z.strictObject({
        kind: ContentId.describe('Id of the kind.'),
        amount: z.union([Amount, z.literal('all')]).describe('How many, or `all` that there are.'),
      }),
    )
    .max(MAX_LINES)
    .default([])
    .describe('Of what is counted.'),
  items: z.array(ItemId).max(MAX_LINES).default([]).describe('Unique items that lie loose.'),
};
const transfer = {
  from: Side.describe('From whom: a character of the account, or `storage`.'),
  to: Side.describe('To whom: another character of the account, or `storage`.'),
  credits: z.int().min(0).max(MAX_AMOUNT).default(0).describe('Whole credits.'),
  ...goods,
};
const equip = {
  itemId: ItemId.describe('An item that it has.'),
  slot: EquipmentSlotName.nullable().default(null).describe('Where; null: the first free one that fits.'),
};
const unequip = { itemId: ItemId.describe('An item that it wears.') };

const NOT_EMPTY = 'Names nothing.';
export const TransferBody = z.strictObject(transfer).refine(namesSomething, NOT_EMPTY);
export const DiscardBody = z.strictObject(goods).refine(namesSomething, NOT_EMPTY);
export const EquipBody = z.strictObject(equip);
export const UnequipBody = z.strictObject(unequip);

const Change = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('equip').describe('Put something on.'), ...equip }),
  z.strictObject({ do: z.literal('unequip').describe('Take something off.'), ...unequip }),
  z
    .strictObject({ do: z.literal('discard').describe('Throw something away for good.'), ...goods })
    .refine(namesSomething, NOT_EMPTY),
  z
    .strictObject({ do: z.literal('transfer').describe('Hand something over.'), ...transfer })
    .refine(namesSomething, NOT_EMPTY),
]);

export const BatchBody = z.strictObject({
  characterId: CharacterId.describe('The character that puts on, takes off and throws away.'),
  changes: z
    .array(Change)
    .min(1)
    .max(MAX_CHANGES)
    .describe('One after the other; all of them happen, or none.'),
});

function namesSomething(named: { credits?: number; stacks: unknown[]; items: unknown[] }): boolean {
  return (named.credits ?? 0) > 0 || named.stacks.length > 0 || named.items.length > 0;
}

/** A change as the domain knows it. @param characterId who puts on, takes off and throws away */
export function changeOf(
  accountId: string,
  characterId: string,
  change: z.output<typeof Change>,
): InventoryChange {
  const owner = characterOwner(characterId);
  switch (change.do) {
    case 'equip':
      return { do: 'equip', owner, itemId: change.itemId, slot: change.slot };
    case 'unequip':
      return { do: 'unequip', owner, itemId: change.itemId };
    case 'discard':
      return { do: 'discard', from: owner, parcel: { stacks: change.stacks, items: change.items } };
    case 'transfer':
      return transferOf(accountId, change);
  }
}

export function transferOf(
  accountId: string,
  { from, to, credits, stacks, items }: z.output<typeof TransferBody>,
): InventoryChange {
  const ownerOf = (side: string) => (side === 'storage' ? storageOwner(accountId) : characterOwner(side));
  const parcel: Parcel = { credits, stacks, items };
  return { do: 'transfer', from: ownerOf(from), to: ownerOf(to), parcel };
}
