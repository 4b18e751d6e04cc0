import type { ChangeTree } from '@colyseus/schema';

/** Changed fields are kept as the bits of a number. */
const MAX_FIELDS = 31;

/**
 * @param root of a state
 * @returns the fields of the state that are shown by views
 * @throws Error where one is anything else than a map of entities with plain fields: nothing else can be shared
 */
export function fieldsOfViews({ encDescriptor: { names, tags, types } }: ChangeTree): number[] {
  const fields = names.map((_, index) => index).filter((index) => tags[index] !== undefined);
  for (const index of fields) {
    if (!isMapOfPlain(types[index])) throw new Error(`views cannot share the field "${names[index]}"`);
  }
  return fields;
}

function isMapOfPlain(type: { map?: { [Symbol.metadata]?: Record<number, { type: unknown }> } }): boolean {
  const metadata = typeof type === 'object' ? type.map?.[Symbol.metadata] : undefined;
  if (!metadata) return false;
  const fields = Object.values(metadata);
  return fields.length <= MAX_FIELDS && fields.every((field) => typeof field.type === 'string');
}
