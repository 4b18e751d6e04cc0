import { TILE } from '../atlas.ts';
import type { Ramp } from '../palette.ts';
import { Pixels } from '../pixels.ts';
import { Random } from '../random.ts';

/** A walkable ground of the wilds. */
export interface Surface {
  /** Unique: surfaces of one name share their tiles. */
  name: string;
  ramp: Ramp;
  texture: Texture;
}

type Texture = (image: Pixels, ramp: Ramp, random: Random) => void;

export const SURFACE_VARIANTS = 6;

export function surfaceTile({ name, ramp, texture }: Surface, variant: number): Pixels {
  const image = new Pixels(TILE, TILE).rect(0, 0, TILE, TILE, ramp[2]);
  texture(image, ramp, new Random(variant * 977 + name.length * 31));
  return image;
}

/** Calls for a number of random points that keep a margin to the tile's sides, so that nothing is cut there. */
function each(count: number, margin: number, random: Random, draw: (x: number, y: number) => void): void {
  for (let at = 0; at < count; at++)
    draw(random.int(margin, TILE - 1 - margin), random.int(margin, TILE - 1 - margin));
}

/** Short blades, thinly sown. */
export const meadow: Texture = (image, ramp, random) => {
  each(15, 2, random, (x, y) => {
    const tone = random.pick([ramp[1], ramp[1], ramp[3]]);
    image.rect(x, y, 1, 2, tone).dot(x + 1, y + 1, tone);
  });
};

/** High grass in clumps, lit at the tips. */
export const tallGrass: Texture = (image, ramp, random) => {
  each(13, 3, random, (x, y) => {
    image.rect(x - 1, y, 4, 3, ramp[1]).rect(x, y - 2, 1, 4, ramp[3]);
    image
      .dot(x + 2, y - 1, ramp[3])
      .dot(x, y - 3, ramp[4])
      .rect(x - 1, y + 3, 4, 1, ramp[0]);
  });
};

/** Trodden earth with pebbles. */
export const earth: Texture = (image, ramp, random) => {
  each(14, 1, random, (x, y) => image.rect(x, y, random.int(2, 4), 1, random.pick([ramp[1], ramp[3]])));
  each(3, 3, random, (x, y) => image.rect(x, y, 3, 2, ramp[1]).rect(x, y, 2, 1, ramp[4]));
};

/** Long ripples that the wind has left. */
export const ripples: Texture = (image, ramp, random) => {
  for (let y = 3; y < TILE - 2; y += 7) {
    const start = random.int(0, 10);
    for (let x = start; x < TILE - random.int(0, 9); x++) {
      const bend = Math.round(Math.sin((x + y * 3) / 5));
      image.dot(x, y + bend, ramp[3]).dot(x, y + bend + 1, ramp[1]);
    }
  }
  each(5, 1, random, (x, y) => image.dot(x, y, ramp[4]));
};

/** Plates that broke like a pane: flat tones, sharp edges, a glint. */
export const shards: Texture = (image, ramp, random) => {
  each(4, 4, random, (x, y) => {
    const [dx, dy] = [random.int(-9, 9), random.int(4, 10)];
    image.line(x, y, x + dx, y + dy, ramp[1]).line(x + 1, y, x + dx + 1, y + dy, ramp[3]);
  });
  each(6, 3, random, (x, y) => image.line(x, y + 3, x + 3, y, ramp[3]));
  each(2, 3, random, (x, y) => image.line(x, y + 2, x + 2, y, ramp[4]).dot(x + 1, y + 1, ramp[4]));
};

/** Drifts: soft shadows and a sparkle. */
export const snow: Texture = (image, ramp, random) => {
  each(4, 4, random, (x, y) =>
    image.ellipse(x, y, random.int(3, 7), 2, ramp[1]).rect(x - 3, y - 2, 6, 1, ramp[3]),
  );
  each(3, 1, random, (x, y) => image.dot(x, y, ramp[4]));
};

/** Loose stones, close together. */
export const gravel: Texture = (image, ramp, random) => {
  each(20, 1, random, (x, y) => {
    image.rect(x, y, random.int(2, 3), 2, random.pick([ramp[1], ramp[3], ramp[1]])).dot(x, y, ramp[3]);
  });
  each(2, 2, random, (x, y) => image.rect(x, y, 2, 1, ramp[4]));
};

/** Crusted ground: cracks that branch. */
export const cracks: Texture = (image, ramp, random) => {
  each(9, 1, random, (x, y) => image.rect(x, y, random.int(1, 3), 1, random.pick([ramp[1], ramp[3]])));
  for (let at = 0; at < 2; at++) {
    let [x, y] = [random.int(4, 20), random.int(4, 20)];
    for (let step = 0; step < 4; step++) {
      const [toX, toY] = [x + random.int(-4, 6), y + random.int(1, 5)];
      image.line(x, y, toX, toY, ramp[0]).line(x, y + 1, toX, toY + 1, ramp[4]);
      [x, y] = [toX, toY];
    }
  }
};

/** Square flags, some of them chipped. */
export const flags: Texture = (image, ramp, random) => {
  for (let y = 0; y < TILE; y += 16) {
    for (let x = 0; x < TILE; x += 16) {
      image.rect(x, y, 16, 16, random.pick([ramp[2], ramp[2], ramp[1]]));
      image
        .rect(x, y + 15, 16, 1, ramp[0])
        .rect(x + 15, y, 1, 16, ramp[0])
        .rect(x, y, 15, 1, ramp[3]);
      if (random.chance(0.3)) image.rect(x + random.int(0, 9), y + random.int(2, 12), 5, 1, ramp[0]);
    }
  }
};
