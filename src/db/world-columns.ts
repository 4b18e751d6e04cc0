import type { CharacterSave, Lease } from '../characters/character-store.ts';

type Written = Omit<CharacterSave, keyof Lease>;

/** What a world writes of a character: columns and their types. */
const COLUMNS = {
  place: 'text',
  x: 'float8',
  y: 'float8',
  facing: 'smallint',
  level: 'integer',
  experience: 'float8',
  health: 'float8',
  mana: 'float8',
  stamina: 'float8',
} as const satisfies Record<keyof Written, string>;

const NAMES = Object.keys(COLUMNS) as (keyof Written)[];

/** The names, for the alias of an `unnest`. */
export const WORLD_COLUMNS = NAMES.join(', ');

/** As in `SET …`, from the alias `given`. */
export const SET_WORLD_COLUMNS = NAMES.map((name) => `${name} = given.${name}`).join(', ');

/** @returns the arguments of an `unnest`, from the parameter with this number on */
export function worldParameters(first: number): string {
  return NAMES.map((name, i) => `$${first + i}::${COLUMNS[name]}[]`).join(', ');
}

/** One function for every parameter, in their order. */
export const WORLD_VALUES = NAMES.map((name) => (character: Written) => character[name]);
