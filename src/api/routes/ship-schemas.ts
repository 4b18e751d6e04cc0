import { z } from 'zod';
import { DAMAGE_KINDS, type DamageKind, SLOT_KINDS, type SlotKind } from '../../content/ship-types.ts';
import { ContentId } from '../fields.ts';

export const SlotType = z.enum(SLOT_KINDS).describe('What goes into the slot.');

export const SlotId = z
  .string()
  .regex(/^[a-z]{1,16}-[1-9]$/, 'A kind of slot and a number, such as "high-2".')
  .meta({ description: "A slot of the ship's hull.", examples: ['high-2'] });

const Resistances = z
  .object(
    byKey<DamageKind, z.ZodNumber>(DAMAGE_KINDS, (kind) =>
      z.number().describe(`Share of ${kind} damage that does not come through.`),
    ),
  )
  .meta({ id: 'Resistances', description: 'Shares of damage that do not come through, from 0 to 1.' });

function budget(unit: string) {
  return z.object({
    used: z.number().describe(`${unit} that modules take.`),
    total: z.number().describe(`${unit} that there are.`),
  });
}

export const ShipStats = z
  .object({
    mass: z.number().describe('Tonnes, with what is fitted.'),
    thrust: z.number().describe('Kilonewtons.'),
    speed: z.number().describe('Metres per second: 100 · thrust ÷ mass.'),
    cargo: z.number().describe('Grams that its character can carry more while it flies the ship.'),
    scannerRange: z.number().describe('World pixels.'),
    resistances: Resistances,
    collection: z.number().describe('Share faster at collecting.'),
    magnetRange: z.number().describe('World pixels further that it reaches when it collects.'),
    power: budget('Megawatts').describe('Power.'),
    cpu: budget('Teraflops').describe('Computing.'),
  })
  .meta({ id: 'ShipStats', description: 'What a ship can do, from its hull and what is fitted to it.' });

const goods = {
  id: ContentId.describe('Its id.'),
  name: z.string().describe('Its name.'),
  text: z.string().describe('What it is like.'),
  rarity: z.string().describe('How rare it is.'),
  value: z.number().describe('Credits, from which shops reckon their prices.'),
  weight: z.number().describe('Grams, for who carries it.'),
};

export const Hull = z
  .object({
    ...goods,
    starter: z.boolean().describe('Whether every new character gets one.'),
    bound: z.boolean().describe('Whether it must stay with its character.'),
    mass: z.number().describe('Tonnes.'),
    thrust: z.number().describe('Kilonewtons.'),
    power: z.number().describe('Megawatts for modules.'),
    cpu: z.number().describe('Teraflops for modules.'),
    cargo: z.number().describe('Grams that its character can carry more while it flies it.'),
    scannerRange: z.number().describe('World pixels.'),
    resistances: Resistances,
    slots: z
      .object(
        byKey<SlotKind, z.ZodInt>(SLOT_KINDS, (kind) => z.int().describe(`Modules of the kind "${kind}".`)),
      )
      .describe('How many modules of each kind it takes.'),
  })
  .meta({ id: 'Hull', description: 'A kind of ship.' });

export const ShipModule = z
  .object({
    ...goods,
    slot: SlotType.describe('The kind of slot that it goes into.'),
    mass: z.number().describe('Tonnes that it adds to the ship.'),
    power: z.number().describe('Megawatts that it takes.'),
    cpu: z.number().describe('Teraflops that it takes.'),
    stats: z
      .object({
        thrust: z.number().describe('Kilonewtons.'),
        thrustBonus: z.number().describe('Share of thrust.'),
        massBonus: z.number().describe('Share of mass that is saved.'),
        cargo: z.number().describe('Grams.'),
        scannerRange: z.number().describe('World pixels.'),
        scannerBonus: z.number().describe('Share of the scanner range.'),
        collection: z.number().describe('Share faster at collecting.'),
        magnetRange: z.number().describe('World pixels.'),
        powerOutput: z.number().describe('Megawatts that it makes.'),
        cpuOutput: z.number().describe('Teraflops that it makes.'),
        resistances: Resistances,
      })
      .describe('What it adds. Shares stack: the greatest counts in full, others less and less.'),
  })
  .meta({ id: 'ShipModule', description: 'What can be fitted to ships.' });

function byKey<K extends string, S>(keys: readonly K[], schemaOf: (key: K) => S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, schemaOf(key)])) as Record<K, S>;
}
