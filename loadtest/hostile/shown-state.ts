import type { Client } from '@colyseus/core';
import { MapSchema, type Schema } from '@colyseus/schema';

/** A room's state, or what a client has of it, as plain objects. */
export type PlainState = Record<string, unknown>;

/** What a client is to have decoded, once it has read everything: the maps of a state hold what its view shows. */
export function shownState(state: Schema, { view }: Pick<Client, 'view'>): PlainState {
  const plain: PlainState = state.toJSON();
  for (const field of Object.keys(plain)) {
    const map: unknown = Reflect.get(state, field);
    if (!(map instanceof MapSchema)) continue;
    const shown = [...(map as MapSchema<Schema>)].filter(([, entity]) => view?.has(entity));
    plain[field] = Object.fromEntries(shown.map(([key, entity]) => [key, entity.toJSON()]));
  }
  return plain;
}

/** @returns where they differ: names of fields, and of maps field and key */
export function differences(expected: PlainState, decoded: PlainState): Set<string> {
  const [left, right] = [flat(expected), flat(decoded)];
  const paths = new Set([...left.keys(), ...right.keys()]);
  return new Set([...paths].filter((path) => left.get(path) !== right.get(path)));
}

function flat(state: PlainState): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [field, value] of Object.entries(state)) {
    if (typeof value !== 'object' || value === null) texts.set(field, text(value));
    else for (const [key, entry] of Object.entries(value)) texts.set(`${field}/${key}`, text(entry));
  }
  return texts;
}

/** Of numbers that travel with 32 bits no more can be equal. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'number' ? Math.fround(part) : part)) ?? '';
}
