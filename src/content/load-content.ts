import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ArenaFile } from './arena-schema.ts';
import { checkArrivals } from './arrival-references.ts';
import { checkClasses, checkProgression } from './class-references.ts';
import { checkAbilities } from './combat-references.ts';
import { AbilitiesFile, ProgressionFile, StatusesFile } from './combat-schema.ts';
import type { SpawnArea } from './combat-types.ts';
import { ConductFile } from './conduct-schema.ts';
import { ContentError, FileProblems } from './content-error.ts';
import { deepFreeze, frozenMap } from './deep-freeze.ts';
import { checkInventory, checkItems } from './item-references.ts';
import { InventoryFile, ItemsFile } from './item-schema.ts';
import { checkRewards, LootFile } from './loot-schema.ts';
import { checkMonsters, checkSpawns } from './monster-references.ts';
import { MonstersFile, RiftsFile, SpawnsFile } from './monster-schema.ts';
import { checkNodes, fieldsByPlace } from './node-references.ts';
import { NodesFile } from './node-schema.ts';
import { PlacementFile } from './placement-schema.ts';
import { checkReferences, checkStartingPlace, mapFile } from './references.ts';
import { ClassesFile, check, GameFile, PlacesFile, StationsFile, SystemsFile } from './schemas.ts';
import { checkShips, HullsFile, ModulesFile } from './ship-schema.ts';
import { PricesFile } from './shop-schema.ts';
import { readTiledMap } from './tiled.ts';
import { checkTrade } from './trade-references.ts';
import type { Content, Place, PlaceMap } from './types.ts';
import { UpgradesFile } from './upgrade-schema.ts';

/**
 * Loads and checks a content folder. The result is deep-frozen.
 * @throws ContentError listing every problem with file and field, such as
 *   `places.json: places[1].system: no such system "sool"`.
 */
export function loadContent(dir: string): Content {
  const problems: string[] = [];
  const loader = new ContentLoader(dir, problems);

  const game = loader.read('game.json', GameFile);
  const placement = loader.read('placement.json', PlacementFile);
  const systems = loader.readEntries('systems.json', SystemsFile, 'systems');
  const classes = loader.readEntries('classes.json', ClassesFile, 'classes');
  const items = loader.readEntries('items.json', ItemsFile, 'items');
  const inventory = loader.read('inventory.json', InventoryFile);
  const hulls = loader.readEntries('hulls.json', HullsFile, 'hulls');
  const modules = loader.readEntries('modules.json', ModulesFile, 'modules');
  const upgrades = loader.readEntries('upgrades.json', UpgradesFile, 'upgrades');
  const shops = loader.readEntries('prices.json', PricesFile, 'shops');
  const places = loader.readEntries('places.json', PlacesFile, 'places');
  const stations = loader.readEntries('stations.json', StationsFile, 'stations');
  const maps = places && loader.readMaps(places);
  const abilities = loader.readEntries('abilities.json', AbilitiesFile, 'abilities');
  const statuses = loader.readEntries('statuses.json', StatusesFile, 'statuses');
  const monsters = loader.readEntries('monsters.json', MonstersFile, 'monsters');
  const spawnAreas = loader.readEntries('spawns.json', SpawnsFile, 'spawns');
  const rifts = loader.read('rifts.json', RiftsFile);
  const progression = loader.read('progression.json', ProgressionFile);
  const match = loader.read('arena.json', ArenaFile);
  const conduct = loader.read('conduct.json', ConductFile);
  const loot = loader.read('loot.json', LootFile);
  const nodesFile = loader.read('nodes.json', NodesFile);
  const nodes = nodesFile && loader.byId('nodes.json', nodesFile.nodes, 'nodes');

  checkReferences({ systems, places, stations, maps }, (file) => loader.problemsOf(file));
  if (game && places) checkStartingPlace(game.startingPlace, places, loader.problemsOf('game.json'));
  if (items && classes) checkItems(items, classes, loader.problemsOf('items.json'));
  if (items && inventory) checkInventory(inventory, items, loader.problemsOf('inventory.json'));
  if (items && hulls && modules) checkShips(items, hulls, modules, (file) => loader.problemsOf(file));
  if (nodesFile)
    checkNodes(nodesFile.nodes, nodesFile.fields, { items, places, maps }, loader.problemsOf('nodes.json'));
  if (loot && places && items) checkRewards(loot.rifts, places, items, loader.problemsOf('loot.json'));
  if (classes) checkClasses(classes, abilities, progression, loader.problemsOf('classes.json'));
  if (progression) checkProgression(progression, statuses, loader.problemsOf('progression.json'));
  if (monsters) checkMonsters(monsters, { abilities, items }, loader.problemsOf('monsters.json'));
  if (spawnAreas) checkSpawns(spawnAreas, { monsters, places, maps }, loader.problemsOf('spawns.json'));
  if (spawnAreas && monsters && places && maps)
    checkArrivals(spawnAreas, { monsters, places, maps }, loader.problemsOf('spawns.json'));
  checkTrade({ items, hulls, modules, upgrades, shops, places }, (file) => loader.problemsOf(file));
  if (abilities && statuses) checkAbilities(abilities, statuses, loader.problemsOf('abilities.json'));

  if (!abilities || !statuses || !progression || !match || !conduct) throw new ContentError(problems);
  if (!monsters || !spawnAreas || !rifts) throw new ContentError(problems);
  if (!nodesFile || !nodes || !loot) throw new ContentError(problems);
  if (!upgrades || !shops) throw new ContentError(problems);
  if (!hulls || !modules) throw new ContentError(problems);
  if (!items || !inventory || problems.length > 0) throw new ContentError(problems);
  if (!game || !placement || !systems || !classes || !places || !stations || !maps || problems.length > 0)
    throw new ContentError(problems);
  return Object.freeze({
    classes: frozenMap(classes),
    abilities: frozenMap(abilities),
    statuses: frozenMap(statuses),
    progression: deepFreeze(progression),
    riftScaling: deepFreeze(rifts.scaling),
    match: deepFreeze(match),
    conduct: deepFreeze(conduct),
    monsters: frozenMap(monsters),
    spawns: frozenMap(areasByPlace([...spawnAreas.values()])),
    drops: deepFreeze(loot.drops),
    riftRewards: frozenMap(loot.rifts.map((reward) => [reward.place, reward])),
    items: frozenMap(items),
    inventory: deepFreeze(inventory),
    hulls: frozenMap(hulls),
    modules: frozenMap(modules),
    upgrades: frozenMap(upgrades),
    shops: frozenMap([...shops.values()].map((shop) => [shop.place, shop])),
    nodes: frozenMap(nodes),
    nodeFields: frozenMap(fieldsByPlace(nodesFile.fields)),
    systems: frozenMap(systems),
    places: frozenMap(places),
    stations: frozenMap(stations),
    placement: deepFreeze(placement),
    maps: frozenMap(maps),
    ...game,
  });
}

class ContentLoader {
  private readonly dir: string;
  private readonly problems: string[];

  constructor(dir: string, problems: string[]) {
    this.dir = dir;
    this.problems = problems;
  }

  problemsOf(file: string): FileProblems {
    return new FileProblems(file, this.problems);
  }

  read<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
    const value = this.readJson(file);
    return value === undefined ? null : check(schema, value, this.problemsOf(file));
  }

  /** Reads a file that holds one list of entries, `{ [field]: [{ id, … }] }`. @returns them by id, in the file's order. */
  readEntries<F extends string, E extends { id: string }>(
    file: string,
    schema: z.ZodType<Record<F, E[]>>,
    field: F,
  ): Map<string, E> | null {
    const value = this.read(file, schema);
    return value && this.byId(file, value[field], field);
  }

  /** @returns the entries by id, in their order; a problem was added for every id that is there twice */
  byId<E extends { id: string }>(file: string, entries: readonly E[], field: string): Map<string, E> {
    const problems = this.problemsOf(file);
    const byId = new Map<string, E>();
    for (const [index, entry] of entries.entries()) {
      if (byId.has(entry.id)) problems.add(`${field}[${index}].id`, `"${entry.id}" is there twice`);
      byId.set(entry.id, entry);
    }
    return byId;
  }

  /** @returns the readable maps by place id; the others' problems were added. */
  readMaps(places: ReadonlyMap<string, Place>): Map<string, PlaceMap> {
    const maps = new Map<string, PlaceMap>();
    for (const place of places.values()) {
      const file = mapFile(place);
      const tiled = this.readJson(file);
      const map = tiled === undefined ? null : readTiledMap(tiled, this.problemsOf(file));
      if (map) maps.set(place.id, map);
    }
    return maps;
  }

  private readJson(file: string): unknown {
    let text: string;
    try {
      text = readFileSync(join(this.dir, file), 'utf8');
    } catch {
      this.problemsOf(file).add('', 'cannot be read');
      return undefined;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      this.problemsOf(file).add('', `is not valid JSON (${(error as Error).message})`);
      return undefined;
    }
  }
}

function areasByPlace(areas: readonly SpawnArea[]): Map<string, readonly SpawnArea[]> {
  return Map.groupBy(areas, ({ place }) => place);
}
