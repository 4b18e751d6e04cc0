import { z } from 'zod';
import { ContentId } from '../fields.ts';

/** The fields that items, hulls and modules have in common. */
export const GOODS = {
  id: ContentId.describe('Its id.'),
  name: z.string().describe('Its name.'),
  text: z.string().describe('What it is like.'),
  rarity: z.enum(['common', 'uncommon', 'rare', 'epic', 'legendary']).describe('How rare it is.'),
  value: z.int().describe('Credits, from which shops reckon their prices.'),
  weight: z.int().describe('Grams of one.'),
};

const bonus = z.int().optional();

const Equipment = z
  .object({
    type: z.enum(['weapon', 'head', 'body', 'hands', 'feet', 'trinket']).describe('Where it is worn.'),
    level: z.int().describe('Level that a character needs for it.'),
    classes: z
      .array(ContentId.describe('Id of a class.'))
      .readonly()
      .describe('Who can wear it; empty: everybody.'),
    stats: z
      .object({
        attack: bonus.describe('Attack.'),
        defence: bonus.describe('Defence.'),
        health: bonus.describe('Health points.'),
        mana: bonus.describe('Mana points.'),
        stamina: bonus.describe('Stamina points.'),
        speed: bonus.describe('World pixels per second.'),
        slots: bonus.describe('Slots of the inventory.'),
        carry: bonus.describe('Grams that can be carried.'),
      })
      .describe('What it adds; what is not named is 0.'),
  })
  .meta({ id: 'Equipment', description: 'What makes an item wearable.' });

const ItemEffect = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('restore').describe('It gives back points.'),
      resource: z.enum(['health', 'mana', 'stamina']).describe('Of what.'),
      amount: z.int().describe('How many.'),
    }),
    z.object({
      kind: z.literal('haste').describe('It makes faster for a while.'),
      percent: z.int().describe('By how much.'),
      seconds: z.int().describe('For how long.'),
    }),
  ])
  .meta({ id: 'ItemEffect', description: 'What happens when one is used up.' });

export const ItemKind = z
  .object({
    ...GOODS,
    category: z
      .enum(['ore', 'salvage', 'potion', 'weapon', 'armour', 'trinket', 'quest'])
      .describe('What sort of thing it is.'),
    stackMax: z.int().nullable().describe('So many share a slot; null: every one is unique.'),
    bound: z.boolean().describe('It stays with its character.'),
    equipment: Equipment.nullable().describe('Null: it cannot be worn.'),
    effects: z.array(ItemEffect).readonly().describe('What happens when one is used up.'),
  })
  .meta({ id: 'ItemKind', description: 'A kind of item.' });
