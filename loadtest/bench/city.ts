import { FileProblems } from '../../src/content/content-error.ts';
import { readTiledMap } from '../../src/content/tiled.ts';
import type { Place } from '../../src/content/types.ts';
import { GameMap } from '../../src/game/map.ts';
import { BODY_HALF } from '../../src/game/movement.ts';
import { WayFinder } from '../bots/way-finder.ts';
import { Dice } from '../economy/dice.ts';
import { ContentCopy } from '../run/content-copy.ts';
import { MOST_CLIENTS } from './options.ts';

interface TiledMap {
  layers: { name: string; objects?: Record<string, unknown>[] }[];
}

/** Above those of the map. */
const FIRST_ID = 1_000_000;

/** Content in which one hub takes everybody, and newcomers appear all over it. To be removed afterwards. */
export async function makeCity({ clients, seed }: { clients: number; seed: number }): Promise<ContentCopy> {
  const content = await ContentCopy.make();
  await content.fill('hub');
  const { places } = await content.read<{ places: Place[] }>('places.json');
  const { map } = places.find(({ kind }) => kind === 'hub')!;
  await content.change<TiledMap>(`maps/${map}`, (tiled) => scatterSpawns(tiled, clients, new Dice(seed)));
  return content;
}

/**
 * So many more spawns, each within reach of the map's own: a full hub's all over the map, so that a crowd that has just come
 * is as dense as one that has walked for long, however long its arrival takes; fewer as dense around the map's middle.
 * @param map of the Tiled editor @returns a changed copy
 */
export function scatterSpawns<T extends TiledMap>(map: T, count: number, dice: Dice): T {
  const place = readTiledMap(map, new FileProblems('map', []))!;
  const { height, portals, spawns, walls, width } = place;
  // Nobody may appear in a portal either.
  const ground = new GameMap(width, height, [...walls, ...portals]);
  const ways = new WayFinder(place);
  const share = Math.sqrt(count / MOST_CLIENTS);
  const along = (length: number) => Math.round((length / 2) * (1 + share * (2 * dice.fraction() - 1)));
  const points: Record<string, unknown>[] = [];
  while (points.length < count) {
    const at = { x: along(width), y: along(height) };
    if (!ground.isFree(at.x, at.y, BODY_HALF) || ways.way(spawns[0]!, at).length === 0) continue;
    const n = points.length;
    points.push({
      id: FIRST_ID + n,
      name: `scattered-${n}`,
      point: true,
      ...at,
      width: 0,
      height: 0,
      rotation: 0,
    });
  }
  const layers = map.layers.map((layer) =>
    layer.name === 'spawns' ? { ...layer, objects: [...(layer.objects ?? []), ...points] } : layer,
  );
  return { ...map, layers };
}
