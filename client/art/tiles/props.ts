import { AMBER, BLOSSOM, CYAN, INK, LEAF, ROSE, STEEL, STONE, WOOD } from '../palette.ts';
import type { Color, Pixels } from '../pixels.ts';
import { bush } from './trees.ts';

/** A thing that stands in a city. Sizes in tiles; `wall` in pixels of its image, null where one can walk over it. */
export interface Prop {
  width: number;
  height: number;
  /** Uppermost rows that are drawn over characters, who can walk behind them. */
  overheadRows: number;
  wall: { x: number; y: number; width: number; height: number } | null;
  /** Lights that the client makes glow, in pixels of the image. */
  lights: readonly { x: number; y: number; color: Color; radius: number }[];
  draw(image: Pixels): void;
}

const none = [] as const;

export const PROPS = {
  lamp: {
    width: 1,
    height: 2,
    overheadRows: 1,
    wall: { x: 12, y: 50, width: 8, height: 8 },
    lights: [{ x: 16, y: 12, color: AMBER[2], radius: 125 }],
    draw(image) {
      image.ellipse(17, 57, 8, 3, '#0c0a2466').rect(13, 53, 6, 5, STEEL[0]).rect(13, 53, 6, 1, STEEL[2]);
      image.rect(15, 18, 3, 36, STEEL[1]).rect(15, 18, 1, 36, STEEL[3]).rect(12, 18, 9, 2, STEEL[2]);
      image.rect(11, 4, 11, 2, STEEL[1]).rect(13, 2, 7, 2, STEEL[2]).rect(12, 6, 9, 11, AMBER[2]);
      image.rect(13, 7, 7, 9, AMBER[3]).rect(14, 8, 5, 6, AMBER[4]).rect(12, 17, 9, 1, STEEL[1]);
    },
  },
  bench: {
    width: 2,
    height: 1,
    overheadRows: 0,
    wall: { x: 4, y: 12, width: 56, height: 12 },
    lights: none,
    draw(image) {
      image.rect(5, 24, 55, 4, '#0c0a2455');
      image.rect(6, 10, 52, 3, WOOD[3]).rect(6, 10, 52, 1, WOOD[4]).rect(6, 14, 52, 2, WOOD[2]);
      image.rect(4, 17, 56, 5, WOOD[3]).rect(4, 17, 56, 1, WOOD[4]).rect(4, 22, 56, 2, WOOD[1]);
      for (const x of [8, 52]) image.rect(x, 8, 3, 18, STEEL[1]).rect(x, 8, 1, 18, STEEL[3]);
    },
  },
  planter: {
    width: 2,
    height: 1,
    overheadRows: 0,
    wall: { x: 2, y: 12, width: 60, height: 18 },
    lights: none,
    draw(image) {
      image
        .rect(2, 29, 62, 3, '#0c0a2455')
        .draw(bush(1, 'blossom'), 0, -4)
        .draw(bush(2, 'leaf'), 16, -5)
        .draw(bush(5, 'blossom'), 32, -4);
      image.rect(1, 19, 62, 11, STONE[3]).rect(1, 19, 62, 2, STONE[4]).rect(1, 28, 62, 2, STONE[1]);
      for (let x = 12; x < 62; x += 13) image.rect(x, 21, 1, 7, STONE[2]);
    },
  },
  crates: {
    width: 2,
    height: 2,
    overheadRows: 0,
    wall: { x: 2, y: 24, width: 58, height: 36 },
    lights: none,
    draw(image) {
      image.rect(4, 56, 60, 6, '#0c0a2455');
      const crate = (x: number, y: number, size: number, tone: Color, light: Color, dark: Color) => {
        image.rect(x, y, size, size, tone).rect(x, y, size, Math.floor(size / 3), light);
        image.rect(x, y + Math.floor(size / 3), size, 2, dark).rect(x, y + size - 2, size, 2, dark);
        image
          .rect(x + size - 2, y, 2, size, dark)
          .rect(x + Math.floor(size / 2) - 2, y + Math.floor(size / 2) + 2, 5, 3, dark);
      };
      crate(2, 30, 28, WOOD[2], WOOD[4], WOOD[0]);
      crate(32, 34, 25, STEEL[2], STEEL[3], STEEL[0]);
      crate(16, 10, 24, '#a8574f', AMBER[2], AMBER[0]);
      image.rect(37, 48, 6, 2, CYAN[3]);
    },
  },
  barrels: {
    width: 1,
    height: 1,
    overheadRows: 0,
    wall: { x: 2, y: 12, width: 28, height: 18 },
    lights: none,
    draw(image) {
      image.ellipse(17, 28, 14, 4, '#0c0a2455');
      for (const [x, y] of [
        [9, 9],
        [21, 12],
      ] as const) {
        image
          .rect(x - 7, y, 14, 17, STEEL[1])
          .rect(x - 7, y, 4, 17, STEEL[2])
          .ellipse(x, y, 7, 3, STEEL[3]);
        image.rect(x - 7, y + 6, 14, 2, AMBER[2]).rect(x - 7, y + 13, 14, 1, STEEL[0]);
      }
    },
  },
  monument: {
    width: 4,
    height: 5,
    overheadRows: 2,
    wall: { x: 14, y: 90, width: 100, height: 58 },
    lights: [
      { x: 64, y: 56, color: CYAN[2], radius: 210 },
      { x: 24, y: 124, color: CYAN[3], radius: 60 },
      { x: 104, y: 124, color: CYAN[3], radius: 60 },
    ],
    draw: drawMonument,
  },
  gate: {
    width: 5,
    height: 5,
    overheadRows: 3,
    wall: null,
    lights: [{ x: 80, y: 88, color: ROSE[2], radius: 190 }],
    draw: drawGate,
  },
  stallAmber: stall(AMBER[2], AMBER[4], AMBER[1]),
  stallRose: stall(ROSE[2], ROSE[4], ROSE[1]),
  stallCyan: stall(CYAN[2], CYAN[4], CYAN[1]),
  kiosk: {
    width: 1,
    height: 2,
    overheadRows: 1,
    wall: { x: 5, y: 40, width: 22, height: 16 },
    lights: [{ x: 16, y: 22, color: CYAN[2], radius: 70 }],
    draw(image) {
      image.ellipse(17, 56, 14, 4, '#0c0a2466').rect(6, 8, 21, 46, STEEL[1]).rect(6, 8, 3, 46, STEEL[2]);
      image.rect(8, 11, 17, 24, CYAN[0]).rect(9, 12, 15, 22, CYAN[1]);
      for (const [y, width] of [
        [14, 11],
        [17, 8],
        [20, 12],
        [23, 6],
        [29, 9],
      ] as const)
        image.rect(11, y, width, 1, CYAN[3]);
      image
        .rect(18, 24, 5, 5, ROSE[2])
        .rect(6, 6, 21, 3, STEEL[3])
        .rect(10, 40, 13, 3, STEEL[0])
        .rect(10, 46, 13, 1, CYAN[2]);
    },
  },
  banner: {
    width: 1,
    height: 2,
    overheadRows: 1,
    wall: { x: 13, y: 52, width: 7, height: 6 },
    lights: none,
    draw(image) {
      image.ellipse(17, 57, 6, 2, '#0c0a2466').rect(15, 2, 2, 55, STEEL[2]).rect(15, 2, 1, 55, STEEL[3]);
      image.rect(17, 5, 13, 30, ROSE[1]).rect(17, 5, 13, 2, ROSE[3]).rect(28, 7, 2, 28, ROSE[0]);
      image.ellipse(23, 17, 4, 4, AMBER[3]).ellipse(24.5, 16, 3, 3, ROSE[1]).dither(17, 32, 13, 5, ROSE[1]);
    },
  },
  neonRose: neon(ROSE[2], ROSE[4], ROSE[0]),
  neonCyan: neon(CYAN[2], CYAN[4], CYAN[0]),
  festoon: {
    width: 6,
    height: 3,
    overheadRows: 3,
    wall: null,
    lights: [48, 96, 144].map((x) => ({ x, y: 34, color: AMBER[2], radius: 70 })),
    draw: drawFestoon,
  },
  festoonPost: {
    width: 1,
    height: 3,
    overheadRows: 3,
    wall: null,
    lights: none,
    draw: drawPost,
  },
  flowers: {
    width: 2,
    height: 1,
    overheadRows: 0,
    wall: null,
    lights: none,
    draw(image) {
      const petals: Color[] = [BLOSSOM[3], BLOSSOM[4], AMBER[3], CYAN[3]];
      for (let at = 0; at < 22; at++) {
        const [x, y] = [4 + ((at * 37) % 56), 6 + ((at * 23) % 20)];
        image
          .rect(x, y + 2, 1, 3, LEAF[2])
          .rect(x - 1, y, 3, 2, petals[at % petals.length]!)
          .dot(x, y, '#ffffffaa');
      }
    },
  },
  bollard: {
    width: 1,
    height: 1,
    overheadRows: 0,
    wall: { x: 11, y: 16, width: 10, height: 8 },
    lights: none,
    draw(image) {
      image.ellipse(17, 24, 8, 3, '#0c0a2455').rect(12, 12, 9, 12, STEEL[1]).rect(12, 12, 3, 12, STEEL[2]);
      image.ellipse(16.5, 12, 6, 3, STEEL[3]).rect(12, 17, 9, 2, AMBER[3]);
    },
  },
  skiff: {
    width: 6,
    height: 3,
    overheadRows: 0,
    wall: null,
    lights: [
      { x: 20, y: 58, color: CYAN[2], radius: 90 },
      { x: 150, y: 40, color: AMBER[3], radius: 60 },
    ],
    draw: drawSkiff,
  },
  boat: {
    width: 2,
    height: 3,
    overheadRows: 0,
    wall: null,
    lights: [{ x: 32, y: 26, color: AMBER[3], radius: 60 }],
    draw: drawBoat,
  },
  fountain: {
    width: 3,
    height: 3,
    overheadRows: 0,
    wall: { x: 6, y: 26, width: 84, height: 58 },
    lights: [{ x: 48, y: 44, color: CYAN[2], radius: 110 }],
    draw(image) {
      image
        .ellipse(49, 60, 45, 30, '#0c0a2455')
        .ellipse(48, 54, 43, 31, STONE[1])
        .ellipse(48, 50, 43, 31, STONE[4]);
      image
        .ellipse(48, 51, 39, 27, STONE[2])
        .ellipse(48, 53, 37, 24, CYAN[0])
        .ellipse(48, 54, 34, 21, CYAN[1]);
      for (const [x, y, w] of [
        [22, 56, 12],
        [58, 62, 14],
        [40, 68, 10],
        [62, 46, 10],
      ] as const)
        image.rect(x, y, w, 1, CYAN[3]);
      image
        .rect(42, 30, 13, 26, STONE[3])
        .rect(42, 30, 4, 26, STONE[4])
        .ellipse(48, 30, 15, 6, STONE[4])
        .ellipse(48, 29, 12, 4, CYAN[2]);
      image
        .rect(47, 10, 3, 19, CYAN[4])
        .rect(45, 14, 1, 14, CYAN[3])
        .rect(51, 13, 1, 15, CYAN[3])
        .ellipse(48.5, 10, 4, 3, CYAN[4]);
      for (const x of [35, 38, 58, 61]) image.rect(x, 32, 1, 20, CYAN[3]).dot(x, 52, CYAN[4]);
    },
  },
} as const satisfies Record<string, Prop>;

export type PropName = keyof typeof PROPS;

function stall(cloth: Color, light: Color, dark: Color): Prop {
  return {
    width: 3,
    height: 3,
    overheadRows: 1,
    wall: { x: 4, y: 44, width: 88, height: 44 },
    lights: [{ x: 48, y: 56, color: AMBER[3], radius: 90 }],
    draw(image) {
      image
        .rect(4, 86, 92, 6, '#0c0a2455')
        .rect(6, 60, 84, 27, WOOD[1])
        .rect(6, 60, 84, 4, WOOD[4])
        .rect(6, 84, 84, 3, WOOD[0]);
      for (let x = 12; x < 88; x += 12) image.rect(x, 64, 1, 20, WOOD[0]);
      image.rect(6, 40, 84, 20, INK).rect(8, 42, 80, 16, '#3b2840').rect(8, 50, 80, 8, '#523649');
      const goods: Color[] = [AMBER[2], LEAF[4], ROSE[3], CYAN[3], BLOSSOM[4]];
      for (let at = 0; at < 13; at++) {
        image
          .ellipse(13 + at * 6, 57 - (at % 3), 3, 3, goods[at % goods.length]!)
          .dot(12 + at * 6, 55 - (at % 3), '#ffffffaa');
      }
      for (const x of [5, 88]) image.rect(x, 30, 3, 58, STEEL[1]).rect(x, 30, 1, 58, STEEL[3]);
      for (let x = 0; x < 92; x++) {
        const stripe = Math.floor(x / 8) % 2 === 0;
        image.rect(2 + x, 12, 1, 26, stripe ? cloth : light).rect(2 + x, 12, 1, 3, '#ffffff55');
        image.rect(2 + x, 38, 1, x % 8 < 6 ? 4 : 2, stripe ? dark : cloth).rect(2 + x, 30, 1, 8, '#12102a33');
      }
      image.rect(44, 44, 8, 3, AMBER[4]).rect(46, 47, 4, 3, AMBER[3]);
    },
  };
}

/** An upright sign on a house front, in a script that nobody here reads. */
function neon(bright: Color, core: Color, dark: Color): Prop {
  return {
    width: 1,
    height: 2,
    overheadRows: 0,
    wall: null,
    lights: [{ x: 16, y: 30, color: bright, radius: 80 }],
    draw(image) {
      image
        .rect(9, 4, 14, 52, INK)
        .rect(10, 5, 12, 50, dark)
        .rect(10, 5, 1, 50, bright)
        .rect(21, 5, 1, 50, bright);
      image
        .rect(10, 5, 12, 1, bright)
        .rect(10, 54, 12, 1, bright)
        .rect(13, 1, 2, 4, STEEL[1])
        .rect(18, 1, 2, 4, STEEL[1]);
      for (const [row, strokes] of [
        [9, 0],
        [20, 1],
        [31, 2],
        [42, 3],
      ] as const) {
        image.rect(13, row, 6, 1, core).rect(strokes % 2 === 0 ? 13 : 18, row, 1, 7, core);
        image.rect(13, row + 3 + (strokes % 3), 6, 1, bright).rect(15 + (strokes % 2), row + 4, 1, 4, core);
      }
    },
  };
}

/** A post, and lamps on a rope from it to the next one, which stands where this picture ends. */
function drawFestoon(image: Pixels): void {
  drawPost(image);
  for (let x = 3; x < image.width; x++) {
    const y = ropeHeight(x);
    image.dot(x, y, INK);
    if (x % 14 !== 5) continue;
    image
      .rect(x - 1, y + 1, 3, 4, AMBER[3])
      .rect(x, y + 2, 1, 2, AMBER[4])
      .dot(x, y + 5, AMBER[2]);
  }
}

function drawPost(image: Pixels): void {
  image.ellipse(4, 92, 5, 2, '#0c0a2466').rect(3, 8, 2, 84, STEEL[1]).rect(3, 8, 1, 84, STEEL[3]);
  for (let x = 0; x < 3; x++) image.dot(x, ropeHeight(192 + x), INK);
}

/** The rope hangs between posts 192 pixels apart. */
function ropeHeight(x: number): number {
  return Math.round(10 + 24 * (1 - ((x - 99) / 96) ** 2));
}

/** A ringed star on a stepped base: the projection that newcomers gather around. */
function drawMonument(image: Pixels): void {
  image
    .ellipse(66, 130, 60, 26, '#0c0a2455')
    .ellipse(64, 122, 56, 30, STONE[0])
    .ellipse(64, 117, 56, 30, STONE[3]);
  image
    .ellipse(64, 116, 53, 28, STONE[2])
    .ellipse(64, 114, 40, 22, STONE[0])
    .ellipse(64, 109, 40, 22, STONE[4]);
  image
    .ellipse(64, 109, 37, 20, STONE[1])
    .ellipse(64, 109, 34, 18, CYAN[0])
    .ellipse(64, 110, 28, 14, CYAN[1])
    .ellipse(64, 111, 18, 8, CYAN[2]);
  for (const [x, y] of [
    [24, 122],
    [104, 122],
    [64, 142],
  ] as const)
    image.rect(x - 2, y - 6, 4, 8, STEEL[1]).rect(x - 1, y - 8, 3, 4, CYAN[3]);
  for (let y = 58; y < 112; y++) {
    const half = 4 + (112 - y) * 0.22;
    for (let x = Math.floor(64 - half); x < 64 + half; x++)
      if ((x + y) % 2 === 0) image.dot(x, y, `${CYAN[3]}44`);
  }
  const ring = (radiusX: number, radiusY: number, tilt: number, color: Color) => {
    for (let step = 0; step < 400; step++) {
      const angle = (step / 400) * Math.PI * 2;
      const [x, y] = [Math.cos(angle) * radiusX, Math.sin(angle) * radiusY];
      image.dot(
        Math.round(64 + x * Math.cos(tilt) - y * Math.sin(tilt)),
        Math.round(48 + x * Math.sin(tilt) + y * Math.cos(tilt)),
        color,
      );
    }
  };
  ring(44, 14, -0.35, `${CYAN[2]}cc`);
  image
    .ellipse(64, 48, 21, 21, `${CYAN[1]}cc`)
    .ellipse(63, 47, 19, 19, `${CYAN[2]}aa`)
    .ellipse(59, 42, 10, 9, `${CYAN[3]}aa`)
    .ellipse(57, 40, 5, 4, `${CYAN[4]}cc`);
  for (let y = 28; y < 70; y += 3)
    for (let x = 42; x < 86; x++) if (Math.hypot(x - 64, y - 48) < 20) image.dot(x, y, `${CYAN[0]}66`);
  for (let step = 0; step < 200; step++) {
    const angle = (step / 200) * Math.PI;
    const [x, y] = [Math.cos(angle) * 44, Math.sin(angle) * 14];
    image.rect(
      Math.round(64 + x * Math.cos(-0.35) - y * Math.sin(-0.35)),
      Math.round(48 + x * Math.sin(-0.35) + y * Math.cos(-0.35)),
      2,
      2,
      CYAN[4],
    );
  }
  ring(33, 31, 0, `${CYAN[3]}55`);
}

/** A skygate: two pylons and the arch between them. The light inside is the client's. */
function drawGate(image: Pixels): void {
  image
    .ellipse(80, 146, 74, 13, '#0c0a2455')
    .rect(10, 140, 140, 12, STONE[1])
    .rect(10, 136, 140, 6, STONE[4])
    .rect(10, 142, 140, 3, STONE[3]);
  for (let step = 0; step <= 700; step++) {
    const angle = Math.PI + (step / 700) * Math.PI;
    for (let depth = 0; depth < 15; depth++) {
      const radius = 68 - depth;
      const color =
        depth < 2 ? STEEL[4] : depth < 5 ? STEEL[3] : depth < 9 ? STEEL[2] : depth < 12 ? STEEL[1] : ROSE[2];
      image.dot(Math.round(80 + Math.cos(angle) * radius), Math.round(74 + Math.sin(angle) * radius), color);
    }
  }
  for (const [x, inner] of [
    [12, 1],
    [133, -1],
  ] as const) {
    image
      .rect(x, 72, 15, 68, STEEL[2])
      .rect(x, 72, 3, 68, STEEL[4])
      .rect(x + 11, 72, 4, 68, STEEL[1]);
    image.rect(inner > 0 ? x + 13 : x, 72, 2, 64, ROSE[2]);
    for (let y = 80; y < 132; y += 14) image.rect(x + 5, y, 5, 7, STEEL[0]).rect(x + 6, y + 1, 3, 5, ROSE[3]);
    image.rect(x - 4, 134, 23, 8, STEEL[1]).rect(x - 4, 134, 23, 2, STEEL[3]);
  }
  image
    .rect(74, 2, 13, 10, STEEL[1])
    .rect(74, 2, 13, 2, STEEL[4])
    .ellipse(80.5, 8, 4, 4, ROSE[3])
    .ellipse(80, 7, 2, 2, ROSE[4]);
}

function drawSkiff(image: Pixels): void {
  image.ellipse(96, 74, 88, 16, '#08142a88');
  for (let y = 0; y < 42; y++) {
    const squeeze = Math.abs(y - 18) / 24;
    const from = Math.round(10 + squeeze * squeeze * 24);
    const to = Math.round(186 - squeeze * 54);
    const tone = y < 4 ? STEEL[4] : y < 14 ? STEEL[3] : y < 26 ? STEEL[2] : y < 35 ? STEEL[1] : STEEL[0];
    image.rect(from, 30 + y, to - from, 1, tone);
  }
  image.rect(34, 49, 112, 3, ROSE[2]).rect(34, 49, 112, 1, ROSE[3]);
  image
    .ellipse(122, 40, 32, 12, STEEL[0])
    .ellipse(122, 38, 30, 11, CYAN[0])
    .ellipse(124, 36, 24, 7, CYAN[1])
    .rect(112, 32, 22, 2, CYAN[3]);
  image
    .rect(46, 32, 34, 13, STEEL[2])
    .rect(46, 32, 34, 2, STEEL[4])
    .rect(50, 37, 26, 2, STEEL[0])
    .rect(50, 41, 26, 1, STEEL[0]);
  for (let x = 52; x < 140; x += 15) image.rect(x, 56, 6, 4, AMBER[3]).rect(x, 56, 6, 1, AMBER[4]);
  for (const y of [40, 54])
    image
      .rect(6, y, 10, 8, STEEL[0])
      .rect(3, y + 1, 6, 6, CYAN[2])
      .rect(2, y + 2, 4, 4, CYAN[4]);
  image.line(60, 31, 48, 6, STEEL[1]).line(61, 31, 49, 6, STEEL[3]).rect(46, 4, 5, 3, ROSE[3]);
}

function drawBoat(image: Pixels): void {
  image.ellipse(33, 52, 24, 40, '#08142a77');
  for (let y = 0; y < 78; y++) {
    const half = Math.round(20 * Math.min(1, Math.sqrt((y + 2) / 26)) - Math.max(0, (y - 62) * 0.4));
    image
      .rect(32 - half, 8 + y, half * 2, 1, WOOD[1])
      .rect(32 - half, 8 + y, 3, 1, WOOD[4])
      .rect(32 + half - 3, 8 + y, 3, 1, WOOD[0]);
    if (half > 8) image.rect(32 - half + 4, 8 + y, half * 2 - 8, 1, y % 8 === 0 ? WOOD[1] : WOOD[2]);
  }
  for (const y of [42, 62])
    image
      .rect(17, y, 30, 6, WOOD[3])
      .rect(17, y, 30, 1, WOOD[4])
      .rect(17, y + 6, 30, 2, WOOD[0]);
  image.rect(30, 20, 5, 10, STEEL[1]).rect(29, 22, 7, 6, AMBER[3]).rect(31, 23, 3, 3, AMBER[4]);
}
