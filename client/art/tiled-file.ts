import { type Atlas, TILE } from './atlas.ts';
import { CITY_HEIGHT, CITY_WIDTH, type City } from './city.ts';

/** An object of an object layer. Positions and sizes in world pixels. */
export interface MapObject {
  name: string;
  x: number;
  y: number;
  width?: number;
  height?: number;
  point?: boolean;
  properties?: Record<string, string>;
}

/** The city as a Tiled map (JSON), with the tileset embedded. @param image the tileset's PNG, seen from the map's folder */
export function tiledFile(city: City, atlas: Atlas, image: string): string {
  const groups = { walls: city.walls, spawns: city.spawns, portals: city.portals, lights: city.lights };
  const { overhead, ...lower } = city.layers;
  const order = [...Object.keys(lower), 'walls', 'spawns', 'portals', 'lights', 'overhead'];
  let objectId = 0;
  const tileLayer = (name: string, tiles: number[]) => ({
    id: order.indexOf(name) + 1,
    name,
    type: 'tilelayer',
    x: 0,
    y: 0,
    width: CITY_WIDTH,
    height: CITY_HEIGHT,
    opacity: 1,
    visible: true,
    data: tiles.map((tile) => tile + 1),
  });
  const objectLayer = (name: string, objects: MapObject[]) => ({
    id: order.indexOf(name) + 1,
    name,
    type: 'objectgroup',
    draworder: 'topdown',
    x: 0,
    y: 0,
    opacity: 1,
    visible: true,
    objects: objects.map((object) => tiledObject(++objectId, object)),
  });
  const map = {
    type: 'map',
    version: '1.10',
    tiledversion: '1.11.0',
    orientation: 'orthogonal',
    renderorder: 'right-down',
    infinite: false,
    compressionlevel: -1,
    width: CITY_WIDTH,
    height: CITY_HEIGHT,
    tilewidth: TILE,
    tileheight: TILE,
    layers: [
      ...Object.entries(lower).map(([name, tiles]) => tileLayer(name, tiles)),
      ...Object.entries(groups).map(([name, objects]) => objectLayer(name, objects)),
      tileLayer('overhead', overhead),
    ],
    nextlayerid: order.length + 1,
    nextobjectid: objectId + 1,
    tilesets: [tileset(atlas, image)],
  };
  return `${JSON.stringify(map)}\n`;
}

function tiledObject(id: number, { name, x, y, width = 0, height = 0, point, properties }: MapObject) {
  return {
    id,
    name,
    type: '',
    x,
    y,
    width,
    height,
    rotation: 0,
    visible: true,
    ...(point && { point }),
    ...(properties && {
      properties: Object.entries(properties).map(([key, value]) => ({ name: key, type: 'string', value })),
    }),
  };
}

function tileset(atlas: Atlas, image: string) {
  const { columns, tileCount, width, height } = atlas.layout;
  return {
    firstgid: 1,
    name: 'city',
    image,
    imagewidth: width,
    imageheight: height,
    tilewidth: TILE,
    tileheight: TILE,
    columns,
    tilecount: tileCount,
    margin: 0,
    spacing: 0,
    tiles: atlas.animations.map(({ tile, frames, frameMs }) => ({
      id: tile,
      animation: frames.map((tileid) => ({ tileid, duration: frameMs })),
    })),
  };
}
