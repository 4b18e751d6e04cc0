import { z } from 'zod';
import { Id, Name, Requirement, Text } from './schemas.ts';

const Share = z.number().gt(0).max(1).optional();
const Pixels = z.number().int().min(1).max(2000).optional();

export const UpgradesFile = z.strictObject({
  upgrades: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        maxLevel: z.number().int().min(1).max(100),
        cost: z.strictObject({
          base: z.number().int().min(1).max(1_000_000_000),
          multiplier: z.number().min(1).max(10),
        }),
        requires: z.array(Requirement).default([]),
        effects: z.strictObject({
          speed: z.number().int().min(1).max(100).optional(),
          speedBonus: Share,
          slots: z.number().int().min(1).max(1000).optional(),
          carry: z.number().int().min(1).max(1_000_000).optional(),
          collection: Share,
          scannerRange: Pixels,
          magnetRange: Pixels,
        }),
      }),
    )
    .min(1, 'at least one is needed'),
});
