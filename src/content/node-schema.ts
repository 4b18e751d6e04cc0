import { z } from 'zod';
import { Color, Id, Name, Text } from './schemas.ts';

const Pixel = z.number().int().min(0).max(65_535);
const Pieces = z.number().int().min(1).max(1_000_000);

export const Area = z
  .strictObject({ left: Pixel, top: Pixel, right: Pixel, bottom: Pixel })
  .refine(({ left, top, right, bottom }) => right > left && bottom > top, 'must have a width and a height');

export const LootLine = z
  .strictObject({ item: Id, chance: z.number().gt(0).max(1), min: Pieces, max: Pieces })
  .refine(({ min, max }) => min <= max, { path: ['max'], message: 'must not be below min' });

export const NodesFile = z.strictObject({
  nodes: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        category: z.enum(['ore', 'debris']),
        rarity: z.enum(['common', 'uncommon', 'rare', 'epic', 'legendary']),
        color: Color,
        shape: z.enum(['vein', 'crystal', 'heap', 'wreck']),
        seconds: z.number().min(0.1).max(60),
        range: z.number().int().min(24).max(200),
        respawnSec: z.number().min(1).max(86_400),
        loot: z.array(LootLine).min(1, 'at least one is needed').max(20),
      }),
    )
    .min(1, 'at least one is needed'),
  fields: z.array(
    z.strictObject({
      place: Id,
      node: Id,
      count: z.number().int().min(1).max(200),
      areas: z.array(Area).max(50).default([]),
    }),
  ),
});
