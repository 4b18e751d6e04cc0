import { z } from 'zod';
import type { Content } from '../../content/types.ts';
import { GameError } from '../../errors.ts';
import { ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { Ability, StatusKind } from './combat-schemas.ts';
import { ItemKind } from './item-schemas.ts';
import { MonsterKind, monsterShown } from './monster-schemas.ts';
import { NodeKind, nodeShown } from './node-schemas.ts';
import { Hull, ShipModule } from './ship-schemas.ts';
import { Place, StarSystem, Station } from './world-schemas.ts';

const tag = 'content';

const Growth = z
  .object({
    health: z.number().describe('Health points.'),
    mana: z.number().describe('Mana points.'),
    stamina: z.number().describe('Stamina points.'),
    attack: z.number().describe('Attack.'),
    defence: z.number().describe('Defence.'),
  })
  .describe('What each further level adds, before it is rounded down.');

const CharacterClass = z
  .object({
    id: ContentId.describe("The class's id."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    color: z.string().describe('CSS colour of its marker.'),
    speed: z.number().describe('World pixels per second.'),
    health: z.number().describe('Health points at level 1.'),
    mana: z.number().describe('Mana points at level 1.'),
    stamina: z.number().describe('Stamina points at level 1.'),
    attack: z.number().describe('Adds to what its abilities do, at level 1.'),
    defence: z.number().describe('Takes from what is done to it, at level 1.'),
    growth: Growth,
    abilities: z.array(ContentId).readonly().describe('Ids of its abilities, in the order of the bar.'),
  })
  .meta({ id: 'CharacterClass', description: 'A class that a character may have.' });

const MapSummary = z
  .object({
    id: ContentId.describe('Id of the place whose map it is.'),
    width: z.number().describe('World pixels.'),
    height: z.number().describe('World pixels.'),
  })
  .meta({ id: 'MapSummary', description: "A place's map, without its tiles." });

const TiledMap = z
  .record(z.string(), z.unknown())
  .meta({ id: 'TiledMap', description: 'A map in the JSON format of the Tiled editor.' });

interface Kind<Item extends z.ZodType, Summary extends z.ZodType> {
  name: string;
  /** OpenAPI's operationIds. */
  ids: { list: string; get: string };
  text: string;
  summary: Summary;
  item: Item;
  list(content: Content): z.input<Summary>[];
  find(content: Content, id: string): z.input<Item> | undefined;
}

/** The two routes of one kind: all of it, and one by its id. */
function routesOf<I extends z.ZodType, S extends z.ZodType>(kind: Kind<I, S>): Route[] {
  // One list per loaded content: the ETag is remembered by the list's identity.
  const lists = new WeakMap<Content, z.input<S>[]>();
  const shared = { method: 'get', tag, auth: 'none', status: 200, unchanging: true } as const;
  return [
    defineRoute({
      ...shared,
      id: kind.ids.list,
      path: `/api/v1/content/${kind.name}`,
      summary: `List ${kind.text}.`,
      response: z.array(kind.summary).describe(`All of ${kind.text}.`),
      errors: [],
      async handle({ services: { content } }) {
        const list = lists.get(content) ?? kind.list(content);
        lists.set(content, list);
        return list;
      },
    }),
    defineRoute({
      ...shared,
      id: kind.ids.get,
      path: `/api/v1/content/${kind.name}/{id}`,
      summary: `Get one of ${kind.text}.`,
      params: z.strictObject({ id: ContentId.describe('Its id.') }),
      response: kind.item,
      errors: ['content_not_found'],
      async handle({ services, params }) {
        const item = kind.find(services.content, params.id);
        if (item === undefined) throw new GameError('content_not_found');
        return item;
      },
    }),
  ];
}

export const contentRoutes: Route[] = [
  ...routesOf({
    name: 'classes',
    ids: { list: 'listClasses', get: 'getClass' },
    text: 'the character classes',
    summary: CharacterClass,
    item: CharacterClass,
    list: (content) => [...content.classes.values()],
    find: (content, id) => content.classes.get(id),
  }),
  ...routesOf({
    name: 'items',
    ids: { list: 'listItems', get: 'getItem' },
    text: 'the kinds of items',
    summary: ItemKind,
    item: ItemKind,
    list: (content) => [...content.items.values()],
    find: (content, id) => content.items.get(id),
  }),
  ...routesOf({
    name: 'systems',
    ids: { list: 'listSystems', get: 'getSystem' },
    text: 'the star systems',
    summary: StarSystem,
    item: StarSystem,
    list: (content) => [...content.systems.values()],
    find: (content, id) => content.systems.get(id),
  }),
  ...routesOf({
    name: 'places',
    ids: { list: 'listPlaces', get: 'getPlace' },
    text: 'the places',
    summary: Place,
    item: Place,
    list: (content) => [...content.places.values()],
    find: (content, id) => content.places.get(id),
  }),
  ...routesOf({
    name: 'stations',
    ids: { list: 'listStations', get: 'getStation' },
    text: 'the stations',
    summary: Station,
    item: Station,
    list: (content) => [...content.stations.values()],
    find: (content, id) => content.stations.get(id),
  }),
  ...routesOf({
    name: 'hulls',
    ids: { list: 'listHulls', get: 'getHull' },
    text: 'the hulls of ships',
    summary: Hull,
    item: Hull,
    list: (content) => [...content.hulls.values()],
    find: (content, id) => content.hulls.get(id),
  }),
  ...routesOf({
    name: 'modules',
    ids: { list: 'listModules', get: 'getModule' },
    text: 'the modules of ships',
    summary: ShipModule,
    item: ShipModule,
    list: (content) => [...content.modules.values()],
    find: (content, id) => content.modules.get(id),
  }),
  ...routesOf({
    name: 'nodes',
    ids: { list: 'listNodes', get: 'getNode' },
    text: 'the kinds of ore and debris that can be collected',
    summary: NodeKind,
    item: NodeKind,
    list: (content) => [...content.nodes.values()].map(nodeShown),
    find: (content, id) => {
      const node = content.nodes.get(id);
      return node && nodeShown(node);
    },
  }),
  ...routesOf({
    name: 'abilities',
    ids: { list: 'listAbilities', get: 'getAbility' },
    text: 'what characters and monsters can do',
    summary: Ability,
    item: Ability,
    list: (content) => [...content.abilities.values()],
    find: (content, id) => content.abilities.get(id),
  }),
  ...routesOf({
    name: 'statuses',
    ids: { list: 'listStatuses', get: 'getStatus' },
    text: 'what can last on somebody',
    summary: StatusKind,
    item: StatusKind,
    list: (content) => [...content.statuses.values()],
    find: (content, id) => content.statuses.get(id),
  }),
  ...routesOf({
    name: 'monsters',
    ids: { list: 'listMonsters', get: 'getMonster' },
    text: 'the kinds of monsters',
    summary: MonsterKind,
    item: MonsterKind,
    list: (content) => [...content.monsters.values()].map(monsterShown),
    find: (content, id) => {
      const monster = content.monsters.get(id);
      return monster && monsterShown(monster);
    },
  }),
  ...routesOf({
    name: 'maps',
    ids: { list: 'listMaps', get: 'getMap' },
    text: "the places' maps, by the place's id",
    summary: MapSummary,
    item: TiledMap,
    list: (content) => [...content.maps].map(([id, { width, height }]) => ({ id, width, height })),
    find: (content, id) => content.maps.get(id)?.tiled as z.input<typeof TiledMap> | undefined,
  }),
];
