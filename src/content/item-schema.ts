import { z } from 'zod';
import { Id, Name, Text } from './schemas.ts';

const Credits = z.number().int().min(0).max(1_000_000_000);
/** Beyond this a full inventory could no longer be summed up exactly. */
const Grams = z.number().int().min(0).max(1_000_000_000);
const Slots = z.number().int().min(1).max(10_000);
const Bonus = z.number().int().min(1).max(1_000_000).optional();

/** The fields that items, hulls and modules have in common. */
export const GOODS_FIELDS = {
  id: Id,
  name: Name,
  text: Text,
  rarity: z.enum(['common', 'uncommon', 'rare', 'epic', 'legendary']),
  value: Credits,
  weight: Grams,
};

const Equipment = z.strictObject({
  type: z.enum(['weapon', 'head', 'body', 'hands', 'feet', 'trinket']),
  level: z.number().int().min(1).max(1000).default(1),
  classes: z.array(Id).default([]),
  stats: z.strictObject({
    attack: Bonus,
    defence: Bonus,
    health: Bonus,
    mana: Bonus,
    stamina: Bonus,
    speed: Bonus,
    slots: Bonus,
    carry: Bonus,
  }),
});

const Effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('restore'),
    resource: z.enum(['health', 'mana', 'stamina']),
    amount: z.number().int().min(1).max(1_000_000),
  }),
  z.strictObject({
    kind: z.literal('haste'),
    percent: z.number().int().min(1).max(1000),
    seconds: z.number().int().min(1).max(3600),
  }),
]);

export const ItemsFile = z.strictObject({
  items: z
    .array(
      z
        .strictObject({
          ...GOODS_FIELDS,
          category: z.enum(['ore', 'salvage', 'potion', 'weapon', 'armour', 'trinket', 'quest']),
          stackMax: z.number().int().min(2).max(1_000_000).nullable(),
          bound: z.boolean().default(false),
          equipment: Equipment.nullable().default(null),
          effects: z.array(Effect).default([]),
        })
        .refine(({ equipment, stackMax }) => equipment === null || stackMax === null, {
          path: ['stackMax'],
          message: 'must be null for what can be worn',
        }),
    )
    .min(1, 'at least one is needed'),
});

const Capacity = z.strictObject({ slots: Slots, weight: Grams.min(1) });

export const InventoryFile = z.strictObject({
  character: Capacity,
  storage: Capacity,
  startingKit: z.strictObject({
    stacks: z.array(z.strictObject({ kind: Id, amount: z.number().int().min(1).max(1_000_000) })).max(50),
    items: z.array(Id).max(50),
  }),
  startingCredits: Credits,
});
