import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { loadContent } from '../../../src/content/load-content.ts';
import { GameMap } from '../../../src/game/map.ts';
import { type Metrics, makeMetrics } from '../../../src/operations/metrics.ts';
import { type Residents, stubApi } from './stub-api.ts';

/** The same city, people and measurements for every server that is compared. */
export interface Setting {
  /** Id of the hub. */
  place: string;
  map: GameMap;
  /** Where people appear, one after the other. */
  spawns: readonly { x: number; y: number }[];
  residents: Residents;
  metrics: Metrics;
  api: Router;
}

/** @param dir folder of content */
export function readSetting(dir: string): Setting {
  const content = loadContent(dir);
  const { id } = [...content.places.values()].find(({ kind }) => kind === 'hub')!;
  const { height, spawns, walls, width } = content.maps.get(id)!;
  const metrics = makeMetrics();
  const residents: Residents = new Map();
  const mapFile = (place: string) => readFileSync(join(dir, 'maps', content.places.get(place)!.map), 'utf8');
  const api = stubApi({ content, mapFile, registry: metrics.registry, residents });
  return { place: id, map: new GameMap(width, height, walls), spawns, residents, metrics, api };
}
