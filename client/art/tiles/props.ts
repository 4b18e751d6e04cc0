import { AMBER, BLOSSOM, CYAN, LEAF, ROSE, STEEL, STONE, WOOD } from '../palette.ts';
import type { Color } from '../pixels.ts';
import { drawBoat, drawSkiff } from './boats.ts';
import { drawMonument, gate } from './landmarks.ts';
import type { Prop } from './prop.ts';
import { stall } from './stall.ts';
import { drawFestoon, drawPost, neon } from './street-lights.ts';
import { bush } from './trees.ts';

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
  gate: gate(STONE, STEEL, ROSE),
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
