import type { PlaceMap, Rect } from '../content/types.ts';
import type { GameMap } from './map.ts';
import { BODY_HALF } from './movement.ts';

/** Distance between two points of the ground, world pixels. */
export const GROUND_STEP = 32;
/** Nothing that is put on the ground stands nearer than this to a portal's edge or to a spawn. World pixels. */
const CLEARANCE = 48;

export interface Point {
  x: number;
  y: number;
}

/** Its edges are of it. */
function isWithin({ x, y }: Point, { left, top, right, bottom }: Rect): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** A place's ground is the same in all of its instances. */
const known = new WeakMap<PlaceMap, readonly Point[]>();

const parts = new WeakMap<PlaceMap, WeakMap<object, readonly Point[]>>();

/**
 * The reachable ground that lies in one of the areas.
 * @param owner of the areas, as content has it: for each it is reckoned once, and shared by all instances of the place
 */
export function groundWithin(
  place: PlaceMap,
  map: GameMap,
  areas: readonly Rect[],
  owner: object,
): readonly Point[] {
  let ofPlace = parts.get(place);
  if (!ofPlace) {
    ofPlace = new WeakMap();
    parts.set(place, ofPlace);
  }
  let part = ofPlace.get(owner);
  if (!part) {
    part = reachableGround(place, map).filter((point) => areas.some((area) => isWithin(point, area)));
    ofPlace.set(owner, part);
  }
  return part;
}

/** Points, `GROUND_STEP` apart, that a character can walk to from a spawn, with some distance to portals and spawns. */
export function reachableGround(place: PlaceMap, map: GameMap): readonly Point[] {
  let ground = known.get(place);
  if (!ground) {
    ground = walkableFrom(place.spawns, map).filter((point) => isClear(point, place));
    known.set(place, ground);
  }
  return ground;
}

function walkableFrom(starts: readonly Point[], map: GameMap): Point[] {
  const columns = Math.floor(map.width / GROUND_STEP);
  const rows = Math.floor(map.height / GROUND_STEP);
  const seen = new Uint8Array(columns * rows);
  const found: Point[] = [];
  const visit = (from: Point, column: number, row: number) => {
    if (column < 0 || row < 0 || column >= columns || row >= rows || seen[row * columns + column]) return;
    const to = { x: (column + 0.5) * GROUND_STEP, y: (row + 0.5) * GROUND_STEP };
    if (!canWalk(map, from, to)) return;
    seen[row * columns + column] = 1;
    found.push(to);
  };
  const visitAround = (from: Point) => {
    const column = Math.floor(from.x / GROUND_STEP);
    const row = Math.floor(from.y / GROUND_STEP);
    visit(from, column, row);
    visit(from, column + 1, row);
    visit(from, column - 1, row);
    visit(from, column, row + 1);
    visit(from, column, row - 1);
  };
  for (const start of starts) visitAround(start);
  // Grows while it is walked along.
  for (const point of found) visitAround(point);
  return found;
}

/** Along x, then along y. */
function canWalk(map: GameMap, from: Point, to: Point): boolean {
  return (
    map.slideX(from.x, from.y, to.x - from.x, BODY_HALF) === to.x &&
    map.slideY(to.x, from.y, to.y - from.y, BODY_HALF) === to.y
  );
}

function isClear(point: Point, { portals, spawns }: PlaceMap): boolean {
  return (
    !portals.some((portal) => isNear(point, portal)) &&
    !spawns.some(({ x, y }) => Math.hypot(x - point.x, y - point.y) < CLEARANCE)
  );
}

function isNear({ x, y }: Point, { left, top, right, bottom }: Rect): boolean {
  return x > left - CLEARANCE && x < right + CLEARANCE && y > top - CLEARANCE && y < bottom + CLEARANCE;
}
