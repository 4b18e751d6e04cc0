import { FileProblems } from '../../../src/content/content-error.ts';
import { readTiledMap } from '../../../src/content/tiled.ts';
import type { Place, PlaceMap, Portal } from '../../../src/content/types.ts';
import { GameMap } from '../../../src/game/map.ts';
import type { GameApi } from '../api/game-api.ts';

/** A place with its map, as the rules and as the drawing need it. */
export interface City {
  place: Place;
  map: PlaceMap;
  /** For prediction: the server moves characters with the very same. */
  collision: GameMap;
}

/** @throws ApiError, or an Error when the map cannot be read */
export async function loadCity(api: GameApi, placeId: string): Promise<City> {
  const [places, tiled] = await Promise.all([api.places(), api.map(placeId)]);
  const place = places.find(({ id }) => id === placeId);
  const problems: string[] = [];
  const map = readTiledMap(tiled, new FileProblems(placeId, problems));
  if (!place || !map) throw new Error(`The place ${placeId} cannot be read. ${problems.join(' ')}`);
  return { place, map, collision: new GameMap(map.width, map.height, map.walls) };
}

export function portalAt({ map }: City, x: number, y: number): Portal | null {
  return (
    map.portals.find(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom) ??
    null
  );
}
