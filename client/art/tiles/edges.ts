import { TILE } from '../atlas.ts';
import { GRASS, INK, STONE, WATER, WOOD } from '../palette.ts';
import { type Color, Pixels } from '../pixels.ts';

/** Which of a tile's eight neighbours are of the other kind. */
export interface Neighbours {
  north: boolean;
  east: boolean;
  south: boolean;
  west: boolean;
  northEast: boolean;
  southEast: boolean;
  southWest: boolean;
  northWest: boolean;
}

export function keyOf(neighbours: Neighbours): string {
  const { north, east, south, west, northEast, southEast, southWest, northWest } = neighbours;
  return [north, east, south, west, northEast, southEast, southWest, northWest].map(Number).join('');
}

export type Border = 'coping' | 'kerb' | 'pier' | 'lawn';

/** Lines along the sides that border another kind of ground, outermost first. */
const LINES: Record<Border, readonly Color[]> = {
  coping: [STONE[4], STONE[3], STONE[3], STONE[1], STONE[0]],
  kerb: [STONE[0], STONE[4], STONE[3], STONE[1]],
  pier: [WOOD[4], WOOD[1], WOOD[0]],
  lawn: [STONE[1], STONE[4], STONE[3], STONE[0], GRASS[0], GRASS[1]],
};

/** A border along the marked sides, drawn onto the tile whose neighbours differ. */
export function border(kind: Border, neighbours: Neighbours): Pixels {
  const image = new Pixels(TILE, TILE);
  const colors = LINES[kind];
  for (let depth = colors.length - 1; depth >= 0; depth--) {
    const color = colors[depth]!;
    const last = TILE - 1 - depth;
    if (neighbours.north) image.rect(0, depth, TILE, 1, color);
    if (neighbours.south) image.rect(0, last, TILE, 1, color);
    if (neighbours.west) image.rect(depth, 0, 1, TILE, color);
    if (neighbours.east) image.rect(last, 0, 1, TILE, color);
  }
  cutCorners(image, colors, neighbours);
  return image;
}

/** Where two straight borders meet at an inner corner, only the diagonal neighbour differs; where they cross, the outer line wins. */
function cutCorners(image: Pixels, colors: readonly Color[], neighbours: Neighbours): void {
  const size = colors.length;
  const corners = [
    {
      x: 0,
      y: 0,
      flipX: false,
      flipY: false,
      sides: [neighbours.north, neighbours.west],
      diagonal: neighbours.northWest,
    },
    {
      x: TILE,
      y: 0,
      flipX: true,
      flipY: false,
      sides: [neighbours.north, neighbours.east],
      diagonal: neighbours.northEast,
    },
    {
      x: 0,
      y: TILE,
      flipX: false,
      flipY: true,
      sides: [neighbours.south, neighbours.west],
      diagonal: neighbours.southWest,
    },
    {
      x: TILE,
      y: TILE,
      flipX: true,
      flipY: true,
      sides: [neighbours.south, neighbours.east],
      diagonal: neighbours.southEast,
    },
  ];
  for (const corner of corners) {
    const both = corner.sides.every(Boolean);
    const inner = corner.diagonal && !corner.sides.some(Boolean);
    if (!both && !inner) continue;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const depth = both ? Math.min(x, y) : Math.max(x, y);
        image.dot(corner.flipX ? corner.x - 1 - x : x, corner.flipY ? corner.y - 1 - y : y, colors[depth]!);
      }
    }
  }
}

/** What a quay or a pier does to the water beside it: the wall seen from the front, its shadow and the foam. */
export function shore(neighbours: Neighbours, wooden: boolean): Pixels {
  const image = new Pixels(TILE, TILE);
  const wall: Color = wooden ? WOOD[0] : STONE[0];
  const course: Color = wooden ? WOOD[1] : STONE[1];
  if (neighbours.west) image.rect(0, 0, 5, TILE, '#0a1830aa').rect(5, 0, 4, TILE, '#0a183055');
  if (neighbours.east) image.rect(TILE - 3, 0, 3, TILE, '#0a183088');
  if (neighbours.north) {
    image.rect(0, 0, TILE, 14, wall).rect(0, 0, TILE, 1, INK);
    if (wooden) {
      for (let x = 2; x < TILE; x += 12) image.rect(x, 0, 4, 18, WOOD[1]).rect(x, 0, 1, 18, WOOD[2]);
    } else {
      image.rect(0, 4, TILE, 1, course).rect(0, 9, TILE, 1, course);
      for (const [x, y] of [
        [6, 1],
        [20, 1],
        [13, 5],
        [27, 5],
        [4, 10],
        [18, 10],
      ] as const)
        image.rect(x, y, 1, 4, course);
    }
    image.rect(0, 14, TILE, 1, WATER[4]).dither(0, 15, TILE, 1, WATER[3]);
    image.rect(0, 15, TILE, 6, '#0a183088').rect(0, 21, TILE, 4, '#0a183044');
  } else if (neighbours.northWest && !neighbours.west) image.rect(0, 0, 6, 14, '#0a183066');
  if (neighbours.south) image.rect(0, TILE - 2, TILE, 2, '#0a183066');
  return image;
}
