import type { Content, Place, PlaceKind, PlaceMap, Station } from '../../src/content/types.ts';
import { shippedGoods, shippedPlacement } from '../kit/open-content.ts';

const KINDS: Record<string, PlaceKind> = {
  haven: 'hub',
  forest: 'zone',
  desert: 'zone',
  far: 'zone',
  sanctum: 'zone',
  rift: 'rift',
  arena: 'arena',
};
const SPAWNS: Record<string, { x: number; y: number }> = {
  forest: { x: 30, y: 40 },
  desert: { x: 50, y: 60 },
};

/**
 * A city with portals to a forest, a rift, an arena and a sanctum for which one needs level 10; from its station a route
 * leads to a desert, and from there on to a far place.
 */
export function journeyContent(): Content {
  const places = Object.entries(KINDS).map(
    ([id, kind]): Place => ({
      id,
      kind,
      name: id,
      text: '',
      system: 'sol',
      map: `${id}.tmj`,
      requires: id === 'sanctum' ? [{ kind: 'level', level: 10 }] : [],
    }),
  );
  const routes: Record<string, string[]> = {
    haven: ['desert-port'],
    desert: ['haven-port', 'far-port'],
    far: ['desert-port'],
  };
  const stations = Object.entries(routes).map(([place, leadTo]): [string, Station] => {
    const id = `${place}-port`;
    return [id, { id, name: id, text: '', system: 'sol', place, spawn: 'gate', routes: leadTo }];
  });
  return {
    classes: new Map(),
    systems: new Map(),
    places: new Map(places.map((place) => [place.id, place])),
    stations: new Map(stations),
    ...shippedGoods(),
    placement: shippedPlacement(),
    maps: new Map(places.map(({ id }) => [id, mapOf(id)])),
    startingPlace: 'haven',
    entry: 'anywhere',
  };
}

function mapOf(id: string): PlaceMap {
  const ways = id === 'haven' ? ['forest', 'sanctum', 'rift', 'arena'] : ['haven'];
  const area = { left: 0, top: 0, right: 10, bottom: 10 };
  return {
    width: 640,
    height: 640,
    walls: [],
    spawns: [{ name: 'gate', ...(SPAWNS[id] ?? { x: 320, y: 320 }) }],
    portals: ways.map((place) => ({ name: `${place}-gate`, place, spawn: 'gate', ...area })),
    tiled: {},
  };
}
