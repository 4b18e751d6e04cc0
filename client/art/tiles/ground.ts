import { type Atlas, TILE } from '../atlas.ts';
import { BLOSSOM, CYAN, GRASS, type Ramp, STONE, STREET, WOOD } from '../palette.ts';
import { type Color, Pixels } from '../pixels.ts';
import { Random } from '../random.ts';
import { liquidTile } from './liquids.ts';

export type Ground = 'water' | 'plaza' | 'terrace' | 'street' | 'grass' | 'planks' | 'bridge' | 'path';

const TERRACE: Ramp = ['#43345c', '#54426b', '#634f78', '#745e86', '#94809f'];
const PATH: Ramp = ['#4c4262', '#5b4f6c', '#6a5c76', '#7b6c82', '#998a98'];

/** The tile of a kind of ground at a tile position. Positions choose among variants, so that no grid is seen. */
export function groundTile(atlas: Atlas, kind: Ground, x: number, y: number): number {
  const variant = new Random(x * 7919 + y * 104729 + 17).int(0, 7);
  switch (kind) {
    case 'water':
      return liquidTile(atlas, 'water', x, y);
    case 'plaza':
      return atlas.tile(`plaza/${variant}`, () => slabs(variant));
    case 'terrace':
      return atlas.tile(`terrace/${variant}`, () => bricks(variant));
    case 'street':
      return atlas.tile(`street/${variant}`, () => speckled(STREET, variant, 10));
    case 'path':
      return atlas.tile(`path/${variant}`, () => cobbles(variant));
    case 'grass':
      return atlas.tile(`grass/${variant}`, () => meadow(variant));
    case 'planks':
      return atlas.tile(`planks/${variant & 3}`, () => planks(variant & 3, false));
    case 'bridge':
      return atlas.tile(`bridge/${variant & 3}`, () => planks(variant & 3, true));
  }
}

const SLAB_TONES: readonly Color[] = [STONE[2], STONE[2], STONE[2], '#4c4b79', '#4c4b79', '#555484'];

/** Square slabs with worn joints. */
function slabs(variant: number): Pixels {
  const image = new Pixels(TILE, TILE);
  const random = new Random(variant * 31 + 16);
  for (let y = 0; y < TILE; y += 16) {
    for (let x = 0; x < TILE; x += 16) {
      image.rect(x, y, 16, 16, random.pick(SLAB_TONES));
      image
        .rect(x, y + 15, 16, 1, '#464572')
        .rect(x + 15, y, 1, 16, '#464572')
        .rect(x, y, 15, 1, '#59588a');
      if (random.chance(0.35))
        image.rect(x + random.int(2, 11), y + random.int(2, 12), random.int(1, 3), 1, '#484774');
    }
  }
  return image;
}

const BRICK_TONES: readonly Color[] = [TERRACE[2], TERRACE[2], TERRACE[2], '#5d4b73', '#68547d'];

/** Long bricks in a running bond. */
function bricks(variant: number): Pixels {
  const image = new Pixels(TILE, TILE);
  const random = new Random(variant * 31 + 8);
  for (let y = 0; y < TILE; y += 8) {
    for (let x = (y / 8) % 2 === 0 ? 0 : -8; x < TILE; x += 16) {
      image.rect(x, y, 16, 8, random.pick(BRICK_TONES));
      image
        .rect(x, y + 7, 16, 1, TERRACE[1])
        .rect(x + 15, y, 1, 8, TERRACE[1])
        .rect(x, y, 15, 1, '#6b5782');
    }
  }
  return image;
}

const PAINT: Color = '#8f8ab855';

/** A dash of a street's middle line. */
export function laneDash(along: 'x' | 'y'): Pixels {
  const image = new Pixels(TILE, TILE);
  return along === 'x' ? image.rect(4, 15, 24, 3, PAINT) : image.rect(15, 4, 3, 24, PAINT);
}

/** Two bars of a crossing. */
export function crossingBars(along: 'x' | 'y'): Pixels {
  const image = new Pixels(TILE, TILE);
  for (const at of [3, 19]) {
    if (along === 'x') image.rect(2, at, 28, 9, PAINT);
    else image.rect(at, 2, 9, 28, PAINT);
  }
  return image;
}

function speckled(ramp: Ramp, variant: number, count: number): Pixels {
  const image = new Pixels(TILE, TILE).rect(0, 0, TILE, TILE, ramp[2]);
  const random = new Random(variant + 900);
  for (let at = 0; at < count; at++) {
    const [x, y] = [random.int(0, TILE - 1), random.int(0, TILE - 1)];
    image.rect(x, y, random.int(1, 3), 1, random.chance(0.5) ? ramp[1] : ramp[3]);
  }
  return image;
}

function cobbles(variant: number): Pixels {
  const image = new Pixels(TILE, TILE).rect(0, 0, TILE, TILE, PATH[1]);
  const random = new Random(variant + 77);
  for (let y = 0; y < TILE; y += 8) {
    for (let x = (y / 8) % 2 === 0 ? -4 : 0; x < TILE; x += 8) {
      const tone = random.pick([PATH[2], PATH[2], PATH[3]]);
      image.rect(x + 1, y + 1, 6, 6, tone).rect(x + 2, y + 1, 4, 1, PATH[3]);
    }
  }
  return image;
}

function meadow(variant: number): Pixels {
  const image = new Pixels(TILE, TILE).rect(0, 0, TILE, TILE, GRASS[2]);
  const random = new Random(variant * 13 + 5);
  for (let at = 0; at < 16; at++) {
    const [x, y] = [random.int(1, TILE - 3), random.int(2, TILE - 2)];
    const tone = random.pick([GRASS[1], GRASS[3], GRASS[1]]);
    image.rect(x, y, 1, 2, tone).dot(x + 1, y + 1, tone);
  }
  if (variant === 3 || variant === 6) {
    for (let at = 0; at < 4; at++) {
      const [x, y] = [random.int(3, TILE - 5), random.int(3, TILE - 5)];
      const petals = random.pick([BLOSSOM[3], BLOSSOM[4], CYAN[3]]);
      image
        .dot(x, y, petals)
        .dot(x + 1, y + 1, GRASS[0])
        .dot(x + 2, y, petals)
        .dot(x + 1, y - 1, petals);
    }
  }
  return image;
}

/** Boards lie across the way one walks: along x on piers, along y on bridges. */
function planks(variant: number, turned: boolean): Pixels {
  const image = new Pixels(TILE, TILE);
  const random = new Random(variant + 300);
  for (let board = 0; board < TILE; board += 8) {
    const tone = random.pick([WOOD[2], WOOD[2], WOOD[3], WOOD[1]]);
    const fill = (along: number, across: number, length: number, breadth: number, color: Color) =>
      turned
        ? image.rect(board + across, along, breadth, length, color)
        : image.rect(along, board + across, length, breadth, color);
    fill(0, 0, TILE, 8, tone);
    fill(0, 7, TILE, 1, WOOD[0]);
    fill(0, 0, TILE, 1, WOOD[3]);
    fill(random.int(2, 20), 3, random.int(4, 9), 1, WOOD[1]);
    const joint = random.int(0, 1) === 0 ? 2 : 27;
    fill(joint, 2, 1, 1, WOOD[0]);
    fill(joint, 5, 1, 1, WOOD[0]);
  }
  return image;
}

/** Rings of inlaid stone around a centre in world pixels, cut out at a tile. Transparent where no ring runs. */
export function inlay(tileX: number, tileY: number, centerX: number, centerY: number): Pixels {
  const image = new Pixels(TILE, TILE);
  for (let y = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++) {
      const dx = tileX * TILE + x + 0.5 - centerX;
      const dy = tileY * TILE + y + 0.5 - centerY;
      const color = inlayAt(Math.hypot(dx, dy), Math.atan2(dy, dx));
      if (color) image.dot(x, y, color);
    }
  }
  return image;
}

function inlayAt(radius: number, angle: number): Color | null {
  const turn = ((angle / (Math.PI * 2)) * 16 + 16) % 1;
  if (radius < 92) return null;
  if (radius < 95 || (radius >= 152 && radius < 155)) return '#8f8ab8';
  if (radius < 152) {
    const reach = (radius - 95) / 57;
    if (Math.abs(turn - 0.5) < 0.42 * (1 - reach)) return '#6a5f92';
    return '#49477766';
  }
  if (radius >= 214 && radius < 217) return '#7d78aa';
  if (radius >= 217 && radius < 224) return Math.abs(turn - 0.5) < 0.1 ? '#5fb6c8' : '#3f3d6a';
  if (radius >= 224 && radius < 226) return '#7d78aa';
  return null;
}
