import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ContentError, FileProblems } from './content-error.ts';
import { frozenMap } from './deep-freeze.ts';
import { ClassesFile, check, GameFile, PlacesFile, SystemsFile } from './schemas.ts';
import { readTiledMap } from './tiled.ts';
import type { Content, Place, PlaceMap } from './types.ts';

/**
 * Loads and checks a content folder. The result is deep-frozen.
 * @throws ContentError listing every problem with file and field, such as
 *   `places.json: places[1].system: no such system "sool"`.
 */
export function loadContent(dir: string): Content {
  const problems: string[] = [];
  const loader = new ContentLoader(dir, problems);

  const game = loader.read('game.json', GameFile);
  const systems = loader.readEntries('systems.json', SystemsFile, 'systems');
  const classes = loader.readEntries('classes.json', ClassesFile, 'classes');
  const places = loader.readEntries('places.json', PlacesFile, 'places', (place, path, problems) => {
    if (systems && !systems.has(place.system))
      problems.add(`${path}.system`, `no such system "${place.system}"`);
  });
  const maps = places && loader.readMaps(places);

  if (places && maps) checkPortals(places, maps, loader);
  if (game && places) checkStartingPlace(game.startingPlace, places, loader.problemsOf('game.json'));

  if (!game || !systems || !classes || !places || !maps || problems.length > 0)
    throw new ContentError(problems);
  return Object.freeze({
    classes: frozenMap(classes),
    systems: frozenMap(systems),
    places: frozenMap(places),
    maps: frozenMap(maps),
    startingPlace: game.startingPlace,
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
    checkEntry?: (entry: E, path: string, problems: FileProblems) => void,
  ): Map<string, E> | null {
    const value = this.read(file, schema);
    if (!value) return null;
    const problems = this.problemsOf(file);
    const byId = new Map<string, E>();
    for (const [index, entry] of value[field].entries()) {
      const path = `${field}[${index}]`;
      if (byId.has(entry.id)) problems.add(`${path}.id`, `"${entry.id}" is there twice`);
      byId.set(entry.id, entry);
      checkEntry?.(entry, path, problems);
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

function mapFile(place: Place): string {
  return `maps/${place.map}`;
}

function checkPortals(
  places: ReadonlyMap<string, Place>,
  maps: ReadonlyMap<string, PlaceMap>,
  loader: ContentLoader,
): void {
  for (const [id, map] of maps) {
    const problems = loader.problemsOf(mapFile(places.get(id)!));
    for (const portal of map.portals) {
      const path = `portal "${portal.name}"`;
      const target = maps.get(portal.place);
      if (!places.has(portal.place)) problems.add(`${path}.place`, `no such place "${portal.place}"`);
      else if (target && !target.spawns.some((spawn) => spawn.name === portal.spawn)) {
        problems.add(`${path}.spawn`, `"${portal.place}" has no spawn "${portal.spawn}"`);
      }
    }
  }
}

function checkStartingPlace(id: string, places: ReadonlyMap<string, Place>, problems: FileProblems): void {
  const place = places.get(id);
  if (!place) problems.add('startingPlace', `no such place "${id}"`);
  else if (place.kind !== 'hub') problems.add('startingPlace', `"${id}" is a ${place.kind}, not a hub`);
}
