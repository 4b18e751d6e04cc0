import { TILE } from '../atlas.ts';
import { INK, type Ramp } from '../palette.ts';
import { type Color, Pixels } from '../pixels.ts';
import { Random } from '../random.ts';
import type { Neighbours } from './edges.ts';
import { eachDepth } from './rims.ts';

/** What stands in the way in the wilds, as one mass: the top that is seen from above, and the face towards the south. */
export interface Mass {
  name: string;
  top: Ramp;
  face: Ramp;
  /** Leaves over trunks, or stone over stone. */
  form: 'canopy' | 'rock' | 'masonry';
}

const LIP = 9;

/** @param x, y position of the tile; the top continues over two by two tiles */
export function massTile(mass: Mass, open: Neighbours, x: number, y: number): Pixels {
  const image = new Pixels(TILE, TILE);
  const top = topOf(mass).cut((x & 1) * TILE, (y & 1) * TILE, TILE, TILE);
  const face = open.south ? faceOf(mass, x & 1) : null;
  // The face ends at the tile's foot; only the top wanders.
  eachDepth({ ...open, south: false, southEast: false, southWest: false }, 1, (column, row, depth) => {
    if (depth < 0) return;
    const ragged = LIP + ((column * 7 + (x & 1) * 5) % 5) - 2;
    if (face && row >= ragged) {
      image.draw(face.cut(column, row, 1, 1), column, row);
      if (row === ragged) image.dot(column, row, INK);
    } else {
      image.draw(top.cut(column, row, 1, 1), column, row);
      if (depth < 2 || (face && row >= ragged - 2)) image.dot(column, row, mass.top[depth === 0 ? 0 : 4]);
    }
  });
  return image;
}

const tops = new Map<string, Pixels>();

function topOf(mass: Mass): Pixels {
  let top = tops.get(mass.name);
  if (!top) {
    top =
      mass.form === 'canopy' ? leaves(mass.top) : mass.form === 'rock' ? stone(mass.top) : slabs(mass.top);
    tops.set(mass.name, top);
  }
  return top;
}

/** A picture of two by two tiles on which things that cross one side come in again on the other. */
function endless(base: Color, draw: (image: Pixels, random: Random) => void, seed: number): Pixels {
  const size = TILE * 2;
  const drawn = new Pixels(size * 3, size * 3);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const part = new Pixels(size * 2, size * 2);
      draw(part, new Random(seed));
      drawn.draw(part, column * size - size / 2, row * size - size / 2);
    }
  }
  return new Pixels(size, size).rect(0, 0, size, size, base).draw(drawn.cut(size, size, size, size), 0, 0);
}

function leaves(ramp: Ramp): Pixels {
  return endless(
    ramp[0],
    (image, random) => {
      const clumps = Array.from({ length: 26 }, () => ({
        x: 32 + random.int(0, 63),
        y: 32 + random.int(0, 63),
        size: random.int(6, 10),
      })).sort((a, b) => a.y - b.y);
      for (const { x, y, size } of clumps) {
        image.ellipse(x, y + 2, size, size - 1, ramp[0]).ellipse(x, y, size - 1, size - 2, ramp[1]);
        image.ellipse(x - 2, y - 2, size - 4, size - 5, ramp[2]).rect(x - 4, y - 4, 2, 1, ramp[3]);
        image.rect(x - 1, y - 5, 2, 1, ramp[3]);
      }
    },
    7,
  );
}

function stone(ramp: Ramp): Pixels {
  return endless(
    ramp[2],
    (image, random) => {
      for (let at = 0; at < 9; at++) {
        const [x, y] = [32 + random.int(0, 63), 32 + random.int(0, 63)];
        const points = [-1, 0, 1, 2].map(
          (step) => [x + step * random.int(5, 9), y + random.int(-6, 6)] as const,
        );
        for (const [index, [toX, toY]] of points.slice(1).entries()) {
          const [fromX, fromY] = points[index]!;
          image.line(fromX, fromY, toX, toY, ramp[1]).line(fromX, fromY + 1, toX, toY + 1, ramp[3]);
        }
      }
      for (let at = 0; at < 34; at++) {
        const [x, y] = [32 + random.int(0, 62), 32 + random.int(0, 62)];
        image.rect(x, y, random.int(2, 6), random.int(1, 2), random.pick([ramp[1], ramp[3], ramp[1]]));
      }
    },
    19,
  );
}

function slabs(ramp: Ramp): Pixels {
  const image = new Pixels(TILE * 2, TILE * 2).rect(0, 0, TILE * 2, TILE * 2, ramp[2]);
  const random = new Random(41);
  for (let y = 0; y < TILE * 2; y += 16) {
    for (let x = 0; x < TILE * 2; x += 32) {
      image.rect(x, y, 32, 16, random.pick([ramp[1], ramp[2], ramp[2]])).rect(x, y, 32, 1, ramp[3]);
      image.rect(x, y + 15, 32, 1, ramp[0]).rect(x + ((y / 16) % 2) * 16, y, 1, 16, ramp[0]);
    }
  }
  return image;
}

function faceOf({ face, form }: Mass, variant: number): Pixels {
  const image = new Pixels(TILE, TILE).rect(0, 0, TILE, TILE, face[1]);
  const random = new Random(variant * 53 + 3);
  if (form === 'canopy') trunks(image, face, random);
  else if (form === 'rock') strata(image, face, random);
  else courses(image, face);
  return image.rect(0, LIP - 2, TILE, 5, '#0c0a2455').rect(0, TILE - 2, TILE, 2, '#0c0a2488');
}

function trunks(image: Pixels, ramp: Ramp, random: Random): void {
  image.rect(0, 0, TILE, TILE, ramp[0]);
  for (let x = random.int(1, 4); x < TILE - 4; x += random.int(9, 13)) {
    image
      .rect(x, 0, 5, TILE, ramp[2])
      .rect(x, 0, 2, TILE, ramp[3])
      .rect(x + 4, 0, 1, TILE, ramp[1]);
    image.rect(x - 1, TILE - 4, 7, 3, ramp[2]).rect(x + 1, 14, 1, 5, ramp[1]);
  }
}

function strata(image: Pixels, ramp: Ramp, random: Random): void {
  for (let x = 0; x < TILE; x += 8) {
    const tone = random.pick([ramp[1], ramp[2], ramp[2]]);
    const width = 7;
    image
      .rect(x, 0, width, TILE, tone)
      .rect(x, 0, 2, TILE, ramp[3])
      .rect(x + width, 0, 1, TILE, ramp[0]);
    for (let y = LIP + random.int(2, 7); y < TILE; y += random.int(6, 10))
      image.rect(x, y, width, 1, ramp[0]).rect(x, y + 1, width - 2, 1, ramp[3]);
  }
}

function courses(image: Pixels, ramp: Ramp): void {
  for (let y = 0; y < TILE; y += 8) {
    for (let x = (y / 8) % 2 === 0 ? 0 : -8; x < TILE; x += 16) {
      image.rect(x, y, 16, 8, ramp[2]).rect(x, y, 15, 1, ramp[3]);
      image.rect(x, y + 7, 16, 1, ramp[0]).rect(x + 15, y, 1, 8, ramp[0]);
    }
  }
}
