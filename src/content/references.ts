import type { FileProblems } from './content-error.ts';
import type { Place, PlaceMap, StarSystem, Station } from './types.ts';

/** What the checks look into; null where a file could not be read, which was told already. */
export interface Referenced {
  systems: ReadonlyMap<string, StarSystem> | null;
  places: ReadonlyMap<string, Place> | null;
  stations: ReadonlyMap<string, Station> | null;
  /** The readable ones, by place id. */
  maps: ReadonlyMap<string, PlaceMap> | null;
}

type ProblemsOf = (file: string) => FileProblems;

export function mapFile(place: Place): string {
  return `maps/${place.map}`;
}

/** Adds a problem for everything that is named in one file and missing in another. */
export function checkReferences(content: Referenced, problemsOf: ProblemsOf): void {
  checkPlaces(content, problemsOf('places.json'));
  checkStations(content, problemsOf('stations.json'));
  checkPortals(content, problemsOf);
}

export function checkStartingPlace(
  id: string,
  places: ReadonlyMap<string, Place>,
  problems: FileProblems,
): void {
  const place = places.get(id);
  if (!place) problems.add('startingPlace', `no such place "${id}"`);
  else if (place.kind !== 'hub') problems.add('startingPlace', `"${id}" is a ${place.kind}, not a hub`);
  else if (place.requires.length > 0)
    problems.add('startingPlace', `"${id}" requires what newcomers do not have`);
}

function checkPlaces({ places, systems }: Referenced, problems: FileProblems): void {
  for (const [index, { system }] of [...(places?.values() ?? [])].entries()) {
    if (systems && !systems.has(system))
      problems.add(`places[${index}].system`, `no such system "${system}"`);
  }
}

function checkStations(content: Referenced, problems: FileProblems): void {
  for (const [index, station] of [...(content.stations?.values() ?? [])].entries()) {
    checkLanding(station, `stations[${index}]`, content, problems);
    checkRoutes(station, `stations[${index}].routes`, content.stations!, problems);
  }
}

function checkLanding(
  { system, place: placeId, spawn }: Station,
  path: string,
  { systems, places, maps }: Referenced,
  problems: FileProblems,
): void {
  if (systems && !systems.has(system)) problems.add(`${path}.system`, `no such system "${system}"`);
  if (!places) return;
  const place = places.get(placeId);
  if (!place) problems.add(`${path}.place`, `no such place "${placeId}"`);
  else if (place.system !== system) problems.add(`${path}.place`, `"${placeId}" is in "${place.system}"`);
  checkSpawn(placeId, spawn, `${path}.spawn`, maps, problems);
}

function checkRoutes(
  { id, routes }: Station,
  path: string,
  stations: ReadonlyMap<string, Station>,
  problems: FileProblems,
): void {
  for (const [at, target] of routes.entries()) {
    const text = stations.has(target) ? wrongRoute(id, routes, at, stations) : `no such station "${target}"`;
    if (text) problems.add(`${path}[${at}]`, text);
  }
}

function wrongRoute(
  id: string,
  routes: readonly string[],
  at: number,
  stations: ReadonlyMap<string, Station>,
): string | null {
  const target = routes[at]!;
  if (target === id) return 'leads to itself';
  if (routes.indexOf(target) < at) return `"${target}" is there twice`;
  return stations.get(target)!.routes.includes(id) ? null : `no route leads back from "${target}"`;
}

function checkPortals({ places, maps }: Referenced, problemsOf: ProblemsOf): void {
  if (!places || !maps) return;
  for (const [id, map] of maps) {
    const problems = problemsOf(mapFile(places.get(id)!));
    for (const portal of map.portals) {
      const path = `portal "${portal.name}"`;
      if (!places.has(portal.place)) problems.add(`${path}.place`, `no such place "${portal.place}"`);
      else checkSpawn(portal.place, portal.spawn, `${path}.spawn`, maps, problems);
    }
  }
}

function checkSpawn(
  place: string,
  spawn: string,
  path: string,
  maps: ReadonlyMap<string, PlaceMap> | null,
  problems: FileProblems,
): void {
  const map = maps?.get(place);
  if (map && !map.spawns.some(({ name }) => name === spawn))
    problems.add(path, `"${place}" has no spawn "${spawn}"`);
}
