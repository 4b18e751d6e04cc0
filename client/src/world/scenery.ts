import { FileProblems } from '../../../src/content/content-error.ts';
import { readTiledMap } from '../../../src/content/tiled.ts';
import type { Place, PlaceMap, Portal } from '../../../src/content/types.ts';
import { GameMap } from '../../../src/game/map.ts';
import type { GameApi } from '../api/game-api.ts';

/** A place with its map, as the rules and as the drawing need it. */
export interface Scenery {
  place: Place;
  map: PlaceMap;
  /** Names of the map's tile sets; each is a picture of that name. */
  tilesets: readonly string[];
  /** For prediction: the server moves characters with the very same. */
  collision: GameMap;
}

/** @throws ApiError, or an Error when the map cannot be read */
export async function loadScenery(api: GameApi, placeId: string): Promise<Scenery> {
  const [places, tiled] = await Promise.all([api.places(), api.map(placeId)]);
  const place = places.find(({ id }) => id === placeId);
  const problems: string[] = [];
  const map = readTiledMap(tiled, new FileProblems(placeId, problems));
  if (!place || !map) throw new Error(`The place ${placeId} cannot be read. ${problems.join(' ')}`);
  const { tilesets } = tiled as { tilesets: { name: string }[] };
  return {
    place,
    map,
    tilesets: tilesets.map(({ name }) => name),
    collision: new GameMap(map.width, map.height, map.walls),
  };
}

export function portalAt({ map }: Scenery, x: number, y: number): Portal | null {
  return (
    map.portals.find(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom) ??
    null
  );
}
