import { FewSet } from '../game/few-set.ts';
import type { World } from '../game/world.ts';

/** Not of the rules: content, what the mirror clears, scratch marks, what only rooms reckon with, and what is derived from the rest. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'rules',
  'spawns',
  'ground',
  'changed',
  'mark',
  'viewers',
  'chat',
  'events',
  'witness',
  'nodes',
  'players',
  'monsters',
  'projectiles',
  'drops',
]);

/**
 * Everything that the future of a world depends on, as text, to the last bit of every number: 'world' for itself, and each
 * entity by type and id. Fields are not listed one by one, so that no new one is forgotten.
 */
export function describeWorld(world: World): Map<string, string> {
  const { drops, harvest, monsters, players, projectiles } = world;
  const parts = new Map([['world', describeFields(world)]]);
  for (const entities of [players, monsters, projectiles, drops, harvest.nodes]) {
    for (const entity of entities.values()) parts.set(`${entity.type} ${entity.id}`, describeFields(entity));
  }
  return parts;
}

function describe(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  // What has an id is an entity of its own, or content: here it is enough which one.
  if ('id' in value) return `@${value.id}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as Iterable<unknown>, describe)}]`;
  if (value instanceof Set || value instanceof FewSet) return `{${Array.from(value, describe)}}`;
  if (value instanceof Map)
    return `{${Array.from(value, ([key, of]) => `${describe(key)}:${describe(of)}`)}}`;
  return describeFields(value);
}

/** In the order of their names. What has a class of its own is an index or a cache. */
function describeFields(value: object): string {
  if (Object.getPrototypeOf(value) !== Object.prototype) return '';
  const names = Object.keys(value).filter((name) => !LEFT_OUT.has(name));
  return `{${names.sort().map((name) => `${name}:${describe(value[name as never])}`)}}`;
}
