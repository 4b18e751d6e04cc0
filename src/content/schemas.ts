import { z } from 'zod';
import type { FileProblems } from './content-error.ts';

export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case, such as "high-harbour"');
export const Name = z.string().min(1).max(64);
export const Text = z.string().min(1).max(1000);
export const Color = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour such as "#f2a65a"');
/** How clients draw something. */
export const Figure = z.string().regex(/^[a-z0-9-]{1,32}$/);
const Growth = z.number().min(0).max(10_000);
const Stat = z.number().int().min(1).max(1_000_000);

export const GameFile = z.strictObject({
  startingPlace: Id,
  entry: z.enum(['anywhere', 'where-left']).default('anywhere'),
});

export const SystemsFile = z.strictObject({
  systems: z
    .array(z.strictObject({ id: Id, name: Name, text: Text, x: z.number(), y: z.number() }))
    .min(1, 'at least one is needed'),
});

export const Requirement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), level: z.number().int().min(2).max(1000) }),
  z.strictObject({ kind: z.literal('upgrade'), upgrade: Id, level: z.number().int().min(1).max(100) }),
]);

export const PlacesFile = z.strictObject({
  places: z
    .array(
      z.strictObject({
        id: Id,
        kind: z.enum(['hub', 'zone', 'rift', 'arena']),
        name: Name,
        text: Text,
        system: Id,
        map: z.string().regex(/^[a-z0-9-]+\.tmj$/, 'must be a file name such as "haven.tmj"'),
        requires: z.array(Requirement).default([]),
      }),
    )
    .min(1, 'at least one is needed'),
});

export const StationsFile = z.strictObject({
  stations: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        system: Id,
        place: Id,
        spawn: z.string().min(1),
        routes: z.array(Id),
      }),
    )
    .min(1, 'at least one is needed'),
});

export const ClassesFile = z.strictObject({
  classes: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        color: Color,
        speed: z.number().min(1).max(1000),
        health: Stat,
        mana: Stat,
        stamina: Stat,
        attack: z.number().int().min(0).max(10_000),
        defence: z.number().int().min(0).max(10_000),
        growth: z.strictObject({
          health: Growth,
          mana: Growth,
          stamina: Growth,
          attack: Growth,
          defence: Growth,
        }),
        abilities: z.array(Id).min(1, 'at least one is needed').max(6),
      }),
    )
    .min(1, 'at least one is needed'),
});

/** @returns the checked value, or null after every problem was added. */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  problems: FileProblems,
): z.infer<S> | null {
  const result = schema.safeParse(value, {
    error: (issue) => (issue.code === 'invalid_type' && issue.input === undefined ? 'is missing' : undefined),
  });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problems.add(fieldPath([...issue.path, key]), 'unknown field');
    } else {
      problems.add(fieldPath(issue.path), issue.message);
    }
  }
  return null;
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
