import { type Atlas, TILE } from './atlas.ts';
import type { TileMap } from './tile-map.ts';

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

/** A map in Tiled's format (JSON), with the tileset embedded. @param image the tileset's PNG, seen from the map's folder */
export function tiledFile(map: TileMap<string>, atlas: Atlas, image: string): string {
  const groups = { walls: map.walls, spawns: map.spawns, portals: map.portals, lights: map.lights };
  const { overhead, ...lower } = map.layers;
  const order = [...Object.keys(lower), 'walls', 'spawns', 'portals', 'lights', 'overhead'];
  let objectId = 0;
  const tileLayer = (name: string, tiles: number[]) => ({
    id: order.indexOf(name) + 1,
    name,
    type: 'tilelayer',
    x: 0,
    y: 0,
    width: map.width,
    height: map.height,
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
  const file = {
    type: 'map',
    version: '1.10',
    tiledversion: '1.11.0',
    orientation: 'orthogonal',
    renderorder: 'right-down',
    infinite: false,
    compressionlevel: -1,
    width: map.width,
    height: map.height,
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
  return `${JSON.stringify(file)}\n`;
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
