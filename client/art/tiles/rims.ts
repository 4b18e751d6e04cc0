import { TILE } from '../atlas.ts';
import { type Color, Pixels } from '../pixels.ts';
import type { Neighbours } from './edges.ts';

/** How far a border wanders, by the position along it; ends as it begins, so that tiles fit to each other. */
const WANDER = [
  0, 0, 0, 1, 1, 1, 1, 0, 0, 0, -1, -1, -1, 0, 0, 0, 0, 1, 1, 2, 2, 2, 1, 1, 0, 0, -1, -1, -1, 0, 0, 0,
];

/** A diagonal neighbour matters only where neither side next to it does. */
export function withoutHiddenCorners(found: Neighbours): Neighbours {
  const { north, east, south, west } = found;
  return {
    ...found,
    northEast: found.northEast && !north && !east,
    southEast: found.southEast && !south && !east,
    southWest: found.southWest && !south && !west,
    northWest: found.northWest && !north && !west,
  };
}

/**
 * Calls with how deep each pixel of a tile lies behind a wandering border to the marked neighbours; corners are rounded.
 * @param reach pixels by which the border may bite into the tile
 */
export function eachDepth(
  { north, east, south, west, northEast, southEast, southWest, northWest }: Neighbours,
  reach: number,
  visit: (x: number, y: number, depth: number) => void,
): void {
  const last = TILE - 1;
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      const [fromNorth, fromWest] = [y - WANDER[x]! - reach, x - WANDER[y]! - reach];
      const [fromSouth, fromEast] = [last - y + WANDER[x]! - reach, last - x + WANDER[y]! - reach];
      let depth = TILE;
      if (north) depth = Math.min(depth, fromNorth);
      if (south) depth = Math.min(depth, fromSouth);
      if (west) depth = Math.min(depth, fromWest);
      if (east) depth = Math.min(depth, fromEast);
      if (north && west) depth = Math.min(depth, rounded(fromNorth, fromWest));
      if (north && east) depth = Math.min(depth, rounded(fromNorth, fromEast));
      if (south && west) depth = Math.min(depth, rounded(fromSouth, fromWest));
      if (south && east) depth = Math.min(depth, rounded(fromSouth, fromEast));
      if (northWest) depth = Math.min(depth, Math.hypot(x, y) - reach);
      if (northEast) depth = Math.min(depth, Math.hypot(last - x, y) - reach);
      if (southWest) depth = Math.min(depth, Math.hypot(x, last - y) - reach);
      if (southEast) depth = Math.min(depth, Math.hypot(last - x, last - y) - reach);
      visit(x, y, Math.floor(depth));
    }
  }
}

const RADIUS = 16;

/** Depth behind two sides that meet in a quarter of a circle. */
function rounded(a: number, b: number): number {
  if (a >= RADIUS || b >= RADIUS) return Math.min(a, b);
  return RADIUS - Math.hypot(RADIUS - a, RADIUS - b);
}

/** What the neighbouring ground spills onto a tile: its texture up to a wandering border, and a line along it. */
export function spill(
  neighbours: Neighbours,
  texture: Pixels,
  line: Color,
  shade: Color,
  reach: number,
): Pixels {
  const image = new Pixels(TILE, TILE);
  eachDepth(neighbours, reach, (x, y, depth) => {
    if (depth < 0) image.draw(texture.cut(x, y, 1, 1), x, y);
    else if (depth === 0) image.dot(x, y, line);
    else if (depth < 3) image.dot(x, y, shade);
  });
  return image;
}
