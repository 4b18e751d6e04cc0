import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import type { Content, KindPolicy, PlaceKind, PlaceMap, PlacementPolicy } from '../../src/content/types.ts';
import { emptyMap } from './hand-world.ts';

const SIZE = { width: 4096, height: 4096 };
const NOWHERE = { left: 4000, top: 4000, right: 4090, bottom: 4090 };
const FOREST_GATE = { left: 3000, top: 4000, right: 3090, bottom: 4090 };

let shipped: Content | undefined;

/** The real content, loaded once. */
export function shippedContent(): Content {
  shipped ??= loadContent(join(import.meta.dirname, '../../content'));
  return shipped;
}

/** What can be owned, traded and collected, as it is shipped; nothing of it stands anywhere. */
export function shippedGoods(): Pick<
  Content,
  | 'abilities'
  | 'statuses'
  | 'monsters'
  | 'spawns'
  | 'progression'
  | 'match'
  | 'conduct'
  | 'riftScaling'
  | 'drops'
  | 'riftRewards'
  | 'items'
  | 'inventory'
  | 'hulls'
  | 'modules'
  | 'upgrades'
  | 'shops'
  | 'nodes'
  | 'nodeFields'
> {
  const { abilities, statuses, monsters, progression, riftScaling, drops, riftRewards } = shippedContent();
  const { conduct, items, inventory, hulls, match, modules, upgrades, shops, nodes } = shippedContent();
  return {
    ...{ abilities, statuses, monsters, progression, riftScaling, drops, riftRewards, spawns: new Map() },
    ...{ conduct, items, inventory, hulls, match, modules, upgrades, shops, nodes, nodeFields: new Map() },
  };
}

/** The numbers of placement as they are shipped. */
export function shippedPlacement(): PlacementPolicy {
  return shippedContent().placement;
}

/**
 * The real content on maps for tests: 4096 by 4096 px without walls, 160 px/s for everybody. Only 'meridian' has a wall,
 * from (1100, 900) to (1140, 1300). Portals lead from 'haven' to the second spawn of 'meridian' and to 'verdant-forest';
 * other places keep their spawns and portals. Who comes to the hubs by ship or from elsewhere arrives at their first spawn.
 */
export function openContent(): Content {
  const real = shippedContent();
  const maps = mapValues(real.maps, (map): PlaceMap => ({ ...map, ...SIZE, walls: [] }));
  maps.set('haven', {
    ...emptyMap(SIZE.width, SIZE.height),
    portals: [
      { name: 'gate', place: 'meridian', spawn: 'quay', ...NOWHERE },
      { name: 'verdant-forest', place: 'verdant-forest', spawn: 'haven', ...FOREST_GATE },
    ],
  });
  maps.set('meridian', {
    ...emptyMap(SIZE.width, SIZE.height, [{ left: 1100, top: 900, right: 1140, bottom: 1300 }]),
    spawns: [
      { name: 'start', x: 100, y: 100 },
      { name: 'quay', x: 700, y: 800 },
    ],
  });
  return {
    ...real,
    spawns: new Map(),
    classes: mapValues(real.classes, (type) => ({ ...type, speed: 160 })),
    stations: mapValues(real.stations, (station) => withSpawnIn(maps, station)),
    maps: mapValues(maps, (map) => ({
      ...map,
      portals: map.portals.map((portal) => withSpawnIn(maps, portal)),
    })),
  };
}

/** The content with other numbers for the instances of one kind of place, such as `{ cap: 3 }`. */
export function withPolicy(content: Content, kind: PlaceKind, change: Partial<KindPolicy>): Content {
  const { placement } = content;
  const kinds = { ...placement.kinds, [kind]: { ...placement.kinds[kind], ...change } };
  return { ...content, placement: { ...placement, kinds } };
}

/** Open content whose hubs hold `cap` and fill to the last seat, forget who is away after a second, and close when empty. */
export function smallHubs(cap = 500): Content {
  const open = openContent();
  const brisk = { ...open, placement: { ...open.placement, closeEmptyAfterSec: 0 } };
  return withPolicy(brisk, 'hub', {
    cap,
    target: 1,
    softCap: 1,
    warmAbove: null,
    consolidateBelow: null,
    reconnectHoldSec: 1,
  });
}

/** @returns it with the first spawn of its place, where the one that it names is not there */
function withSpawnIn<T extends { place: string; spawn: string }>(
  maps: ReadonlyMap<string, PlaceMap>,
  target: T,
): T {
  const { spawns } = maps.get(target.place)!;
  return spawns.some(({ name }) => name === target.spawn) ? target : { ...target, spawn: spawns[0]!.name };
}

function mapValues<V, R>(map: ReadonlyMap<string, V>, change: (value: V) => R): Map<string, R> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
