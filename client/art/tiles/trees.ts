import { TILE } from '../atlas.ts';
import { BLOSSOM, LEAF, type Ramp, WOOD } from '../palette.ts';
import { type Color, Pixels } from '../pixels.ts';
import { Random } from '../random.ts';
import type { Prop } from './prop.ts';

export type TreeKind = 'leaf' | 'blossom' | 'pine' | 'snow' | 'dead';

const SNOW_PINE: Ramp = ['#2b4468', '#41638a', '#9db4d6', '#e6f1ff', '#ffffff'];
const CROWNS = { leaf: LEAF, blossom: BLOSSOM };

/** Two tiles wide and three high; the crown (the upper two rows) hides who walks behind it. */
export function treeProp(kind: TreeKind, variant: number): Prop {
  return {
    width: 2,
    height: 3,
    overheadRows: 2,
    wall: { x: 24, y: 76, width: 16, height: 12 },
    lights: [],
    draw: (image) => drawTree(image, kind, variant),
  };
}

function drawTree(image: Pixels, kind: TreeKind, variant: number): void {
  const random = new Random(variant * 97 + kind.length);
  image.ellipse(34, 89, 22, 6, '#0c0a2455').ellipse(33, 89, 13, 4, '#0c0a2455');
  image.rect(29, 60, 7, 29, WOOD[1]).rect(29, 60, 2, 29, WOOD[2]).rect(34, 60, 2, 29, WOOD[0]);
  image.rect(27, 87, 11, 3, WOOD[1]).rect(26, 89, 3, 1, WOOD[1]).rect(36, 89, 4, 1, WOOD[0]);
  if (kind === 'dead') drawBranches(image, random);
  else if (kind === 'pine') drawPine(image, LEAF, random);
  else if (kind === 'snow') drawPine(image, SNOW_PINE, random);
  else drawCrown(image, CROWNS[kind], random);
}

/** Clumps of leaves, dark below and lit from the upper left, where the last light is. */
function drawCrown(image: Pixels, ramp: Ramp, random: Random): void {
  const clumps = Array.from({ length: 13 }, () => {
    const angle = random.next() * Math.PI * 2;
    const reach = Math.sqrt(random.next());
    return {
      x: 32 + Math.cos(angle) * reach * 18,
      y: 34 + Math.sin(angle) * reach * 17,
      size: 8 + random.next() * 4,
    };
  }).sort((a, b) => a.y - b.y);
  for (const { x, y, size } of clumps) image.ellipse(x, y + 5, size + 1, size, ramp[0]);
  for (const { x, y, size } of clumps) image.ellipse(x, y + 2, size, size - 1, ramp[1]);
  for (const { x, y, size } of clumps) image.ellipse(x - 1, y, size - 2, size - 3, ramp[2]);
  for (const { x, y, size } of clumps) {
    if (x + y > 74) continue;
    image.ellipse(x - 2, y - 2, size - 5, size - 6, ramp[3]);
    for (let at = 0; at < 4; at++)
      image.rect(x - 4 + random.int(0, 5), y - 5 + random.int(0, 4), 2, 1, ramp[4]);
  }
  for (let at = 0; at < 26; at++) {
    const [x, y] = [random.int(12, 50), random.int(16, 56)];
    if (image.alphaAt(x, y) === 255) image.rect(x, y, 2, 1, random.pick([ramp[0], ramp[1], ramp[3]]));
  }
}

function drawPine(image: Pixels, ramp: Ramp, random: Random): void {
  for (const [tier, top] of [6, 20, 36].entries()) {
    const half = 13 + tier * 5;
    for (let row = 0; row < 26; row++) {
      const width = Math.floor((row / 26) * half) + (row % 5 === 4 ? 2 : 0);
      image.rect(32 - width, top + row, width * 2 + 1, 1, row > 20 ? ramp[0] : ramp[1]);
      image.rect(32 - width, top + row, Math.floor(width * 0.9), 1, row > 20 ? ramp[1] : ramp[2]);
      if (random.chance(0.5)) image.rect(32 - width + random.int(0, 4), top + row, 3, 1, ramp[3]);
    }
  }
}

/** A burnt tree: forks that end in the air. */
function drawBranches(image: Pixels, random: Random): void {
  const [dark, light]: readonly Color[] = ['#241b28', '#4a3a45'];
  for (let at = 0; at < 7; at++) {
    const [y, side] = [random.int(26, 64), at % 2 === 0 ? -1 : 1];
    const [x, tip] = [32 + side * random.int(10, 20), y - random.int(8, 18)];
    for (const width of [0, 1]) image.line(32 + width, y, x + width, tip, dark!);
    image.line(x, tip, x + side * 3, tip - random.int(3, 8), dark!).line(32, y - 1, x, tip - 1, light!);
  }
  image.rect(30, 24, 4, 40, dark!).rect(30, 24, 1, 64, light!);
}

export function bush(variant: number, kind: 'leaf' | 'blossom'): Pixels {
  const image = new Pixels(TILE, TILE);
  const random = new Random(variant + 40);
  image.ellipse(16, 27, 13, 4, '#0c0a2455');
  for (const [x, y, size] of [
    [10, 21, 8],
    [21, 21, 8],
    [16, 17, 9],
  ] as const) {
    image.ellipse(x, y, size, size - 1, LEAF[0]).ellipse(x, y - 1, size - 1, size - 2, LEAF[1]);
    image.ellipse(x - 1, y - 3, size - 3, size - 4, LEAF[2]);
  }
  for (let at = 0; at < 12; at++) {
    const [x, y] = [random.int(6, 24), random.int(10, 24)];
    image.rect(
      x,
      y,
      2,
      1,
      kind === 'blossom' && at % 2 === 0 ? random.pick([BLOSSOM[3], BLOSSOM[2], BLOSSOM[4]]) : LEAF[3],
    );
  }
  return image;
}
