import { z } from 'zod';
import { Color, Figure, Id, Name, Text } from './schemas.ts';

const Distance = z.number().int().min(0).max(2000);
const Length = z.number().int().min(1).max(2000);
const Amount = z.number().int().min(0).max(1_000_000);
const Share = z.number().min(0).max(100);
const Seconds = z.number().gt(0).max(3600);
/** Of what it has: -1 is nothing left. */
const Change = z.number().min(-1).max(10).default(0);

const Shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('self') }),
  z.strictObject({ kind: z.literal('ally'), range: Length }),
  z.strictObject({ kind: z.literal('enemy'), range: Length }),
  z.strictObject({ kind: z.literal('arc'), range: Length, degrees: z.number().int().min(1).max(360) }),
  z.strictObject({
    kind: z.literal('projectile'),
    speed: z.number().int().min(10).max(5000),
    range: Length,
    half: z.number().int().min(1).max(100),
    pierces: z.boolean().default(false),
    splash: Distance.default(0),
  }),
  z.strictObject({ kind: z.literal('circle'), range: Distance, radius: Length }),
  z.strictObject({ kind: z.literal('dash'), distance: Length }),
]);

const Effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('damage'), amount: Amount, share: Share }),
  z.strictObject({ kind: z.literal('heal'), amount: Amount, share: Share }),
  z.strictObject({ kind: z.literal('status'), status: Id }),
]);

export const AbilitiesFile = z.strictObject({
  abilities: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        color: Color,
        icon: Figure,
        cost: z.strictObject({ mana: Amount.default(0), stamina: Amount.default(0) }).prefault({}),
        cooldownSec: Seconds,
        shape: Shape,
        effects: z.array(Effect).max(5),
      }),
    )
    .min(1, 'at least one is needed'),
});

export const StatusesFile = z.strictObject({
  statuses: z.array(
    z.strictObject({
      id: Id,
      name: Name,
      text: Text,
      color: Color,
      harmful: z.boolean(),
      seconds: Seconds,
      speed: Change,
      attack: Change,
      defence: Change,
      absorb: Amount.default(0),
      healthPerSec: z.number().int().min(-10_000).max(10_000).default(0),
      rooted: z.boolean().default(false),
      stunned: z.boolean().default(false),
      hidden: z.boolean().default(false),
      protected: z.boolean().default(false),
    }),
  ),
});

export const ProgressionFile = z.strictObject({
  maxLevel: z.number().int().min(2).max(1000),
  experience: z.strictObject({
    base: z.number().int().min(1).max(1_000_000),
    multiplier: z.number().min(1).max(3),
  }),
  killExperience: z.strictObject({
    fullUpTo: z.number().int().min(0).max(1000),
    lossPerLevel: z.number().min(0).max(1),
  }),
  deathLoss: z.number().min(0).max(1),
  respawnSec: Seconds,
  respawnAtMostSec: Seconds,
  respawnStatus: Id,
  regeneration: z.strictObject({
    health: z.number().min(0).max(1),
    mana: z.number().min(0).max(1),
    stamina: z.number().min(0).max(1),
    inFight: z.number().min(0).max(1),
  }),
  fightSec: Seconds,
  lingerAtMostSec: Seconds,
  globalCooldownSec: Seconds,
  potionCooldownSec: Seconds,
  assistSec: Seconds,
});
