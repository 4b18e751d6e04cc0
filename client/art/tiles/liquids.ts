import { type Atlas, TILE } from '../atlas.ts';
import { type Ramp, WATER } from '../palette.ts';
import { type Color, Pixels } from '../pixels.ts';
import { Random } from '../random.ts';

/** What flows and is not walked on: calm tones, then the crests. */
const LIQUIDS = {
  water: WATER,
  lava: ['#a8302c', '#cf4a2b', '#ee7a32', '#ffb14a', '#ffe9a0'],
  glass: ['#164a55', '#1c5d64', '#2a7c7a', '#4fb29c', '#b6f2d2'],
  moonwater: ['#14406e', '#1a5686', '#2780ae', '#57c4d8', '#d8fff6'],
  abyss: ['#10142f', '#141a3a', '#1b2349', '#27325f', '#3b4980'],
} as const satisfies Record<string, Ramp>;

export type Liquid = keyof typeof LIQUIDS;

const FRAMES = 4;

/** @returns the tile of a liquid at a tile position */
export function liquidTile(atlas: Atlas, liquid: Liquid, x: number, y: number): number {
  const [column, row] = [x & 1, y & 1];
  return atlas.animated(`${liquid}/${column}${row}`, FRAMES, 320, (frame) =>
    waves(LIQUIDS[liquid], frame).cut(column * TILE, row * TILE, TILE, TILE),
  );
}

/** Two by two tiles that continue into themselves on every side. */
function waves(ramp: Ramp, frame: number): Pixels {
  const size = TILE * 2;
  const image = new Pixels(size, size).rect(0, 0, size, size, ramp[1]);
  const random = new Random(4);
  const dash = (x: number, y: number, length: number, color: Color) => {
    for (let at = 0; at < length; at++) image.dot((x + at + size) % size, y % size, color);
  };
  for (let at = 0; at < 16; at++) {
    const [x, y, length] = [random.int(0, size - 1), random.int(0, size - 1), random.int(8, 22)];
    dash(x + frame, y, length, ramp[0]);
    dash(x + 3 + frame, y + 1, length - 5, ramp[0]);
  }
  for (let at = 0; at < 22; at++) {
    const [x, y, phase, bright] = [
      random.int(0, size - 1),
      random.int(0, size - 1),
      random.int(0, FRAMES - 1),
      random.chance(0.25),
    ];
    const swell = [2, 5, 8, 5][(frame + phase) % FRAMES]!;
    dash(x - Math.floor(swell / 2), y, swell, ramp[2]);
    if (swell > 4) dash(x - Math.floor(swell / 4), y, Math.floor(swell / 2), bright ? ramp[4] : ramp[3]);
  }
  return image;
}
