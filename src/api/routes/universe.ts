import { z } from 'zod';
import type {
  Content,
  StarSystem as StarSystemRecord,
  Station as StationRecord,
} from '../../content/types.ts';
import { GameError } from '../../errors.ts';
import { ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { Place, StarSystem, Station } from './world-schemas.ts';

/** The star chart with its references resolved, where `content/…` answers the records as they are. */

const StarSystemDetails = StarSystem.extend({
  stations: z.array(Station).describe('Its stations.'),
  places: z.array(Place).describe('Its places.'),
}).meta({ id: 'StarSystemDetails', description: 'A star system with what is in it.' });

const Named = z
  .object({ id: ContentId.describe('Its id.'), name: z.string().describe('Its name.') })
  .meta({ id: 'Named', description: 'Something by its id and name.' });

const StationDetails = Station.extend({
  system: Named.describe('Its star system.'),
  place: Named.describe('The place in which it stands.'),
  routes: z
    .array(
      z
        .object({
          station: Named.describe('Where it leads.'),
          system: Named.describe("That station's star system."),
          place: Named.describe('The place where one arrives.'),
          distance: z.number().describe('Light years; 0 within a system.'),
        })
        .meta({ id: 'StationRoute', description: 'A way for ships.' }),
    )
    .describe('Where ships can warp to from it.'),
}).meta({ id: 'StationDetails', description: 'A station with its routes.' });

type SystemView = z.input<typeof StarSystemDetails>;
type StationView = z.input<typeof StationDetails>;

interface StarChart {
  systems: ReadonlyMap<string, SystemView>;
  systemList: SystemView[];
  stations: ReadonlyMap<string, StationView>;
  stationList: StationView[];
}

// One chart per loaded content: ETags are remembered by the identity of what is answered.
const charts = new WeakMap<Content, StarChart>();

function chartOf(content: Content): StarChart {
  const known = charts.get(content);
  if (known) return known;
  const systemList = [...content.systems.values()].map((system) => systemDetails(content, system));
  const stationList = [...content.stations.values()].map((station) => stationDetails(content, station));
  const chart = { systems: byId(systemList), systemList, stations: byId(stationList), stationList };
  charts.set(content, chart);
  return chart;
}

function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((entry) => [entry.id, entry]));
}

function systemDetails({ stations, places }: Content, system: StarSystemRecord): SystemView {
  return {
    ...system,
    stations: [...stations.values()].filter((station) => station.system === system.id),
    places: [...places.values()].filter((place) => place.system === system.id),
  };
}

function stationDetails(content: Content, station: StationRecord): StationView {
  return {
    ...station,
    ...surroundings(content, station),
    routes: station.routes.map((target) => {
      const there = content.stations.get(target)!;
      return {
        station: named(there),
        ...surroundings(content, there),
        distance: distance(content, station, there),
      };
    }),
  };
}

function surroundings({ systems, places }: Content, { system, place }: StationRecord) {
  return { system: named(systems.get(system)!), place: named(places.get(place)!) };
}

function named({ id, name }: { id: string; name: string }) {
  return { id, name };
}

/** @returns light years between the stations' systems, to a hundredth */
function distance({ systems }: Content, from: StationRecord, to: StationRecord): number {
  const [a, b] = [systems.get(from.system)!, systems.get(to.system)!];
  return Math.round(Math.hypot(a.x - b.x, a.y - b.y) * 100) / 100;
}

const shared = { method: 'get', tag: 'universe', auth: 'none', status: 200, unchanging: true } as const;
const params = z.strictObject({ id: ContentId.describe('Its id.') });

export const universeRoutes: Route[] = [
  defineRoute({
    ...shared,
    id: 'listUniverseSystems',
    path: '/api/v1/universe/systems',
    summary: 'List the star systems with their stations and places.',
    response: z.array(StarSystemDetails).describe('All of them.'),
    errors: [],
    handle: async ({ services }) => chartOf(services.content).systemList,
  }),
  defineRoute({
    ...shared,
    id: 'getUniverseSystem',
    path: '/api/v1/universe/systems/{id}',
    summary: 'Get a star system with its stations and places.',
    params,
    response: StarSystemDetails,
    errors: ['system_not_found'],
    async handle({ services, params: { id } }) {
      const system = chartOf(services.content).systems.get(id);
      if (!system) throw new GameError('system_not_found');
      return system;
    },
  }),
  defineRoute({
    ...shared,
    id: 'listUniverseStations',
    path: '/api/v1/universe/stations',
    summary: 'List the stations with their routes.',
    response: z.array(StationDetails).describe('All of them.'),
    errors: [],
    handle: async ({ services }) => chartOf(services.content).stationList,
  }),
  defineRoute({
    ...shared,
    id: 'getUniverseStation',
    path: '/api/v1/universe/stations/{id}',
    summary: 'Get a station with its routes.',
    params,
    response: StationDetails,
    errors: ['station_not_found'],
    async handle({ services, params: { id } }) {
      const station = chartOf(services.content).stations.get(id);
      if (!station) throw new GameError('station_not_found');
      return station;
    },
  }),
];
