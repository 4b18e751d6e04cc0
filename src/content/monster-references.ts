import { areaRefusal } from './areas.ts';
import type { Ability, MonsterKind, SpawnArea } from './combat-types.ts';
import type { FileProblems } from './content-error.ts';
import type { ItemKind } from './goods.ts';
import type { Place, PlaceMap } from './types.ts';

/** Monsters of one place, all kinds together. */
const MAX_PER_PLACE = 300;

/** What the checks look into; null where a file could not be read, which was told already. */
interface Known {
  abilities: ReadonlyMap<string, Ability> | null;
  items: ReadonlyMap<string, ItemKind> | null;
}

interface Inhabited {
  monsters: ReadonlyMap<string, MonsterKind> | null;
  places: ReadonlyMap<string, Place> | null;
  maps: ReadonlyMap<string, PlaceMap> | null;
}

/** Abilities and loot are known, each once; bosses do not flee. */
export function checkMonsters(
  monsters: ReadonlyMap<string, MonsterKind>,
  { abilities, items }: Known,
  problems: FileProblems,
): void {
  for (const [index, { abilities: used, behaviour, loot, rank }] of [...monsters.values()].entries()) {
    const path = `monsters[${index}]`;
    if (abilities) checkNames(used, abilities, `${path}.abilities`, '', 'ability', problems);
    const looted = loot.map(({ item }) => item);
    if (items) checkNames(looted, items, `${path}.loot`, '.item', 'item', problems);
    if (rank === 'boss' && behaviour.fleeBelow > 0)
      problems.add(`${path}.behaviour.fleeBelow`, 'must be 0: bosses do not flee');
  }
}

/** Areas lie on free ground of zones and rifts; each rift has one boss, and nobody in it comes back. */
export function checkSpawns(
  areas: ReadonlyMap<string, SpawnArea>,
  { monsters, places, maps }: Inhabited,
  problems: FileProblems,
): void {
  const counts = new Map<string, number>();
  for (const [index, spawn] of [...areas.values()].entries()) {
    const path = `spawns[${index}]`;
    if (places) checkPlace(spawn, path, places, problems);
    const map = maps?.get(spawn.place);
    const refusal = map && areaRefusal(spawn.area, map);
    if (refusal) problems.add(`${path}.area`, refusal);
    const kinds = spawn.monsters.map(({ monster }) => monster);
    if (monsters) checkNames(kinds, monsters, `${path}.monsters`, '.monster', 'monster', problems);
    const before = counts.get(spawn.place) ?? 0;
    const count = spawn.monsters.reduce((sum, group) => sum + group.count, before);
    counts.set(spawn.place, count);
    if (count > MAX_PER_PLACE && before <= MAX_PER_PLACE)
      problems.add(`${path}.monsters`, `more than ${MAX_PER_PLACE} monsters in "${spawn.place}"`);
  }
  if (monsters && places) checkBosses(areas, monsters, places, problems);
}

function checkPlace(
  { place: id, respawnSec }: SpawnArea,
  path: string,
  places: ReadonlyMap<string, Place>,
  problems: FileProblems,
): void {
  const place = places.get(id);
  if (!place) problems.add(`${path}.place`, `no such place "${id}"`);
  else if (place.kind !== 'zone' && place.kind !== 'rift')
    problems.add(`${path}.place`, `"${id}" is neither a zone nor a rift`);
  if (place?.kind === 'rift' && respawnSec !== null)
    problems.add(`${path}.respawnSec`, 'must be null: nobody in a rift comes back');
}

function checkBosses(
  areas: ReadonlyMap<string, SpawnArea>,
  monsters: ReadonlyMap<string, MonsterKind>,
  places: ReadonlyMap<string, Place>,
  problems: FileProblems,
): void {
  for (const { id, kind } of places.values()) {
    if (kind !== 'rift') continue;
    let bosses = 0;
    for (const area of areas.values()) {
      if (area.place !== id) continue;
      for (const { monster, count } of area.monsters)
        if (monsters.get(monster)?.rank === 'boss') bosses += count;
    }
    if (bosses !== 1) problems.add('spawns', `"${id}" has ${bosses} bosses, not one`);
  }
}

function checkNames(
  names: readonly string[],
  known: ReadonlyMap<string, unknown>,
  path: string,
  field: string,
  what: string,
  problems: FileProblems,
): void {
  for (const [at, name] of names.entries()) {
    if (!known.has(name)) problems.add(`${path}[${at}]${field}`, `no such ${what} "${name}"`);
    else if (names.indexOf(name) < at) problems.add(`${path}[${at}]${field}`, `"${name}" is there twice`);
  }
}
