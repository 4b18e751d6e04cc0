import { z } from 'zod';
import { Area, LootLine } from './node-schema.ts';
import { Color, Figure, Id, Name, Text } from './schemas.ts';

const Distance = z.number().int().min(0).max(4000);
/** What travels to clients has 16 bits. */
const Stat = z.number().int().min(0).max(65_535);

export const MonstersFile = z.strictObject({
  monsters: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        level: z.number().int().min(1).max(1000),
        rank: z.enum(['normal', 'elite', 'boss']),
        color: Color,
        shape: Figure,
        half: z.number().int().min(4).max(64),
        speed: z.number().int().min(1).max(1000),
        stats: z.strictObject({
          health: Stat.min(1),
          mana: Stat.default(0),
          stamina: Stat.default(0),
          attack: Stat,
          defence: Stat,
        }),
        abilities: z.array(Id).max(8),
        behaviour: z.strictObject({
          sight: Distance,
          leash: Distance.min(1),
          help: Distance,
          distance: Distance,
          fleeBelow: z.number().min(0).max(1),
          wander: Distance,
        }),
        experience: z.number().int().min(0).max(1_000_000),
        credits: z
          .strictObject({ min: z.number().int().min(0), max: z.number().int().min(0).max(1_000_000) })
          .refine(({ min, max }) => min <= max, { path: ['max'], message: 'must not be below min' }),
        loot: z.array(LootLine).max(20),
      }),
    )
    .min(1, 'at least one is needed'),
});

export const SpawnsFile = z.strictObject({
  spawns: z.array(
    z.strictObject({
      id: Id,
      place: Id,
      area: Area,
      monsters: z
        .array(z.strictObject({ monster: Id, count: z.number().int().min(1).max(100) }))
        .min(1, 'at least one is needed'),
      respawnSec: z.number().min(1).max(86_400).nullable(),
    }),
  ),
});

export const RiftsFile = z.strictObject({
  scaling: z.strictObject({
    health: z.number().min(0).max(10),
    attack: z.number().min(0).max(10),
    most: z.number().int().min(1).max(100),
  }),
});
