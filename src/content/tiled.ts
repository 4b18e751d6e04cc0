import { z } from 'zod';
import type { FileProblems } from './content-error.ts';
import { check } from './schemas.ts';
import type { PlaceMap, Portal, Rect, Spawn } from './types.ts';

/** Half the side of the square that must be free around a spawn: that of a character's body. */
export const SPAWN_CLEARANCE = 10;

/** Object layers with a meaning. Any other name is refused, since a misspelt `walls` would open the whole map. */
const OBJECT_LAYERS = ['walls', 'spawns', 'portals', 'lights'] as const;
type ObjectLayerName = (typeof OBJECT_LAYERS)[number];

/** The part of Tiled's format that the rules depend on. Tiled writes many more fields, which are for editors and clients. */
const TiledObject = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  rotation: z.number(),
  point: z.boolean().optional(),
  ellipse: z.boolean().optional(),
  polygon: z.unknown().optional(),
  polyline: z.unknown().optional(),
  properties: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).optional(),
});
type TiledObject = z.infer<typeof TiledObject>;

const TiledMap = z.looseObject({
  type: z.literal('map'),
  orientation: z.literal('orthogonal'),
  infinite: z.literal(false),
  width: z.number().int().min(1).max(1024),
  height: z.number().int().min(1).max(1024),
  tilewidth: z.number().int().min(1).max(256),
  tileheight: z.number().int().min(1).max(256),
  layers: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('tilelayer'), name: z.string() }),
      z.looseObject({ type: z.literal('imagelayer'), name: z.string() }),
      z.looseObject({ type: z.literal('objectgroup'), name: z.string(), objects: z.array(TiledObject) }),
    ]),
  ),
});
type TiledMap = z.infer<typeof TiledMap>;

/**
 * Reads walls, spawns and portals out of a Tiled map. That a portal's place exists is for the caller to check.
 * @returns null when the file does not have Tiled's form; every problem found was added to `problems`.
 */
export function readTiledMap(tiled: unknown, problems: FileProblems): PlaceMap | null {
  const map = check(TiledMap, tiled, problems);
  if (!map) return null;
  const objects = objectLayers(map, problems);
  const bounds: Rect = {
    left: 0,
    top: 0,
    right: map.width * map.tilewidth,
    bottom: map.height * map.tileheight,
  };
  const walls = objects.walls.flatMap((object, index) => readWall(object, `walls[${index}]`, problems) ?? []);
  const spawns = objects.spawns.flatMap(
    (object, index) => readSpawn(object, `spawns[${index}]`, bounds, walls, problems) ?? [],
  );
  const portals = objects.portals.flatMap(
    (object, index) => readPortal(object, `portals[${index}]`, bounds, problems) ?? [],
  );
  refuseSpawnsInPortals(spawns, portals, problems);
  if (objects.spawns.length === 0) problems.add('spawns', 'a map needs at least one spawn');
  refuseDuplicateNames(objects.spawns, 'spawns', problems);
  refuseDuplicateNames(objects.portals, 'portals', problems);
  return { width: bounds.right, height: bounds.bottom, walls, spawns, portals, tiled };
}

function objectLayers(map: TiledMap, problems: FileProblems): Record<ObjectLayerName, TiledObject[]> {
  const found: Record<ObjectLayerName, TiledObject[]> = { walls: [], spawns: [], portals: [], lights: [] };
  for (const [index, layer] of map.layers.entries()) {
    if (layer.type !== 'objectgroup') continue;
    if (isObjectLayerName(layer.name)) found[layer.name].push(...layer.objects);
    else problems.add(`layers[${index}].name`, `"${layer.name}" is none of ${OBJECT_LAYERS.join(', ')}`);
  }
  return found;
}

function isObjectLayerName(name: string): name is ObjectLayerName {
  return (OBJECT_LAYERS as readonly string[]).includes(name);
}

function readWall(object: TiledObject, path: string, problems: FileProblems): Rect | null {
  if (!isPlainRectangle(object, path, problems)) return null;
  let whole = true;
  for (const field of ['x', 'y', 'width', 'height'] as const) {
    if (Number.isInteger(object[field])) continue;
    problems.add(`${path}.${field}`, `must be a whole number, not ${object[field]}`);
    whole = false;
  }
  return whole ? rectOf(object) : null;
}

function readSpawn(
  object: TiledObject,
  path: string,
  bounds: Rect,
  walls: readonly Rect[],
  problems: FileProblems,
): Spawn | null {
  if (!object.point) {
    problems.add(path, 'must be a point');
    return null;
  }
  if (object.name === '') problems.add(`${path}.name`, 'must not be empty');
  const body = bodyAt(object);
  if (!contains(bounds, body)) problems.add(path, `spawn "${object.name}" is outside the map`);
  else if (walls.some((wall) => overlaps(wall, body))) {
    problems.add(path, `spawn "${object.name}" is inside a wall`);
  }
  return { name: object.name, x: object.x, y: object.y };
}

function readPortal(object: TiledObject, path: string, bounds: Rect, problems: FileProblems): Portal | null {
  if (!isPlainRectangle(object, path, problems)) return null;
  const place = stringProperty(object, 'place', path, problems);
  const spawn = stringProperty(object, 'spawn', path, problems);
  const rect = rectOf(object);
  if (!contains(bounds, rect)) problems.add(path, `portal "${object.name}" is outside the map`);
  if (place === null || spawn === null) return null;
  return { ...rect, name: object.name, place, spawn };
}

function isPlainRectangle(object: TiledObject, path: string, problems: FileProblems): boolean {
  if (object.point || object.ellipse || object.polygon !== undefined || object.polyline !== undefined) {
    problems.add(path, 'must be a rectangle');
    return false;
  }
  if (object.rotation !== 0) {
    problems.add(`${path}.rotation`, `must be 0, not ${object.rotation}`);
    return false;
  }
  if (object.width <= 0 || object.height <= 0) {
    problems.add(path, 'must have a width and a height');
    return false;
  }
  return true;
}

function stringProperty(
  object: TiledObject,
  name: string,
  path: string,
  problems: FileProblems,
): string | null {
  const value = object.properties?.find((property) => property.name === name)?.value;
  if (typeof value === 'string' && value !== '') return value;
  problems.add(`${path}.properties.${name}`, value === undefined ? 'is missing' : 'must be a text');
  return null;
}

/** Who arrives in a portal would be asked to leave at once. */
function refuseSpawnsInPortals(
  spawns: readonly Spawn[],
  portals: readonly Portal[],
  problems: FileProblems,
): void {
  for (const spawn of spawns) {
    const portal = portals.find((candidate) => overlaps(candidate, bodyAt(spawn)));
    if (portal) problems.add(`spawn "${spawn.name}"`, `stands in portal "${portal.name}"`);
  }
}

function refuseDuplicateNames(objects: readonly TiledObject[], layer: string, problems: FileProblems): void {
  const seen = new Set<string>();
  for (const [index, { name }] of objects.entries()) {
    if (seen.has(name)) problems.add(`${layer}[${index}].name`, `"${name}" is there twice`);
    seen.add(name);
  }
}

function bodyAt({ x, y }: { x: number; y: number }): Rect {
  return {
    left: x - SPAWN_CLEARANCE,
    top: y - SPAWN_CLEARANCE,
    right: x + SPAWN_CLEARANCE,
    bottom: y + SPAWN_CLEARANCE,
  };
}

function rectOf({ x, y, width, height }: TiledObject): Rect {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
