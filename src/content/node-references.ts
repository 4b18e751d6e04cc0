import type { z } from 'zod';
import { areaRefusal } from './areas.ts';
import type { FileProblems } from './content-error.ts';
import type { ItemKind } from './goods.ts';
import type { NodesFile } from './node-schema.ts';
import type { NodeField, NodeKind } from './node-types.ts';
import type { Place, PlaceMap, Rect } from './types.ts';

/** Nodes of one place, all kinds together. */
const MAX_PER_PLACE = 300;

type Field = z.infer<typeof NodesFile>['fields'][number];

/** What the checks look into; null where a file could not be read, which was told already. */
interface Referenced {
  items: ReadonlyMap<string, ItemKind> | null;
  places: ReadonlyMap<string, Place> | null;
  maps: ReadonlyMap<string, PlaceMap> | null;
}

/** Loot names items that come in stacks, each once per table, one of them certain; fields name kinds, places and free ground. */
export function checkNodes(
  nodes: readonly NodeKind[],
  fields: readonly Field[],
  { items, places, maps }: Referenced,
  problems: FileProblems,
): void {
  if (items) for (const [index, node] of nodes.entries()) checkLoot(node, `nodes[${index}]`, items, problems);
  const kinds = new Set(nodes.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const [index, field] of fields.entries()) {
    const path = `fields[${index}]`;
    if (!kinds.has(field.node)) problems.add(`${path}.node`, `no such node "${field.node}"`);
    if (places && !places.has(field.place)) problems.add(`${path}.place`, `no such place "${field.place}"`);
    const map = maps?.get(field.place);
    if (map) checkAreas(field.areas, `${path}.areas`, map, problems);
    const count = (counts.get(field.place) ?? 0) + field.count;
    counts.set(field.place, count);
    if (count > MAX_PER_PLACE && count - field.count <= MAX_PER_PLACE)
      problems.add(`${path}.count`, `more than ${MAX_PER_PLACE} nodes in "${field.place}"`);
  }
}

/** @returns the fields by the id of their place */
export function fieldsByPlace(fields: readonly Field[]): Map<string, NodeField[]> {
  const byPlace = new Map<string, NodeField[]>();
  for (const { place, ...field } of fields) {
    const there = byPlace.get(place);
    if (there) there.push(field);
    else byPlace.set(place, [field]);
  }
  return byPlace;
}

function checkLoot(
  { loot }: NodeKind,
  path: string,
  items: ReadonlyMap<string, ItemKind>,
  problems: FileProblems,
): void {
  const seen = new Set<string>();
  for (const [at, { item: id }] of loot.entries()) {
    const item = items.get(id);
    if (!item) problems.add(`${path}.loot[${at}].item`, `no such item "${id}"`);
    else if (item.stackMax === null) problems.add(`${path}.loot[${at}].item`, `"${id}" is unique`);
    if (seen.has(id)) problems.add(`${path}.loot[${at}].item`, `"${id}" is there twice`);
    seen.add(id);
  }
  if (!loot.some(({ chance }) => chance === 1)) problems.add(`${path}.loot`, 'no line has the chance 1');
}

function checkAreas(areas: readonly Rect[], path: string, map: PlaceMap, problems: FileProblems): void {
  for (const [at, area] of areas.entries()) {
    const refusal = areaRefusal(area, map);
    if (refusal) problems.add(`${path}[${at}]`, refusal);
  }
}
