import { z } from 'zod';
import type { FileProblems } from './content-error.ts';
import type { Goods } from './goods.ts';
import { GOODS_FIELDS } from './item-schema.ts';
import { DAMAGE_KINDS, type Hull, type ShipModule, SLOT_KINDS } from './ship-types.ts';

const MAX_SLOTS = 8;
const Amount = z.number().min(0).max(1_000_000);
const Positive = z.number().gt(0).max(1_000_000);
/** Below 1: nothing that is fitted takes a ship's whole mass, or all of the damage. */
const Share = z.number().min(0).max(0.9);
const Bonus = z.number().min(0).max(10);

export const HullsFile = z.strictObject({
  hulls: z
    .array(
      z.strictObject({
        ...GOODS_FIELDS,
        starter: z.boolean().default(false),
        bound: z.boolean().default(false),
        mass: Positive,
        thrust: Positive,
        power: Amount,
        cpu: Amount,
        cargo: Amount,
        scannerRange: Amount,
        resistances: z.strictObject(record(DAMAGE_KINDS, Share)),
        slots: z.strictObject(record(SLOT_KINDS, z.number().int().min(0).max(MAX_SLOTS))),
      }),
    )
    .min(1, 'at least one is needed'),
});

const NO_RESISTANCES = { kinetic: 0, thermal: 0, em: 0, explosive: 0 };

const ModuleStats = z.strictObject({
  thrust: Amount.default(0),
  thrustBonus: Bonus.default(0),
  massBonus: Share.default(0),
  cargo: Amount.default(0),
  scannerRange: Amount.default(0),
  scannerBonus: Bonus.default(0),
  collection: Bonus.default(0),
  magnetRange: Amount.default(0),
  powerOutput: Amount.default(0),
  cpuOutput: Amount.default(0),
  resistances: z.strictObject(record(DAMAGE_KINDS, Share.default(0))).default(NO_RESISTANCES),
});

export const ModulesFile = z.strictObject({
  modules: z
    .array(
      z.strictObject({
        ...GOODS_FIELDS,
        slot: z.enum(SLOT_KINDS),
        mass: Amount,
        power: Amount,
        cpu: Amount,
        stats: ModuleStats,
      }),
    )
    .min(1, 'at least one is needed'),
});

/** One hull is given away, and cannot be sold on; ids name one kind over items, hulls and modules. */
export function checkShips(
  items: ReadonlyMap<string, Goods>,
  hulls: ReadonlyMap<string, Hull>,
  modules: ReadonlyMap<string, ShipModule>,
  problemsOf: (file: string) => FileProblems,
): void {
  checkStarter([...hulls.values()], problemsOf('hulls.json'));
  refuseTaken('hulls', hulls, [items], problemsOf('hulls.json'));
  refuseTaken('modules', modules, [items, hulls], problemsOf('modules.json'));
}

function checkStarter(hulls: readonly Hull[], problems: FileProblems): void {
  const starters = hulls.filter(({ starter }) => starter);
  if (starters.length !== 1)
    problems.add('hulls', `exactly one must have "starter": true, not ${starters.length}`);
  // Or credits could be had by creating characters and selling what they begin with.
  for (const { id, bound } of starters)
    if (!bound) problems.add('hulls', `"${id}" is given to everybody and must be bound`);
}

function refuseTaken(
  list: string,
  kinds: ReadonlyMap<string, Goods>,
  others: readonly ReadonlyMap<string, Goods>[],
  problems: FileProblems,
): void {
  for (const [index, id] of [...kinds.keys()].entries())
    if (others.some((taken) => taken.has(id)))
      problems.add(`${list}[${index}].id`, `"${id}" names something else already`);
}

function record<K extends string, S extends z.ZodType>(keys: readonly K[], schema: S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>;
}
