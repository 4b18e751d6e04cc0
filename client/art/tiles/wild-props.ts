import { AMBER, INK, type Ramp, STEEL } from '../palette.ts';
import type { Color, Pixels } from '../pixels.ts';
import { Random } from '../random.ts';
import type { Prop } from './prop.ts';

/** What lies and grows in the wilds, in as many variants as one asks for. */
export type WildProp = (variant: number) => Prop;

const SHADE: Color = '#0c0a2455';

export function boulder(ramp: Ramp): WildProp {
  return (variant) => ({
    width: 1,
    height: 1,
    overheadRows: 0,
    wall: { x: 4, y: 13, width: 24, height: 15 },
    lights: [],
    draw(image) {
      const random = new Random(variant + 61);
      image.ellipse(18, 27, 14, 4, SHADE);
      const lean = random.int(-2, 2);
      image
        .ellipse(16, 20, 13, 9, INK)
        .ellipse(16, 20, 12, 8, ramp[1])
        .ellipse(15 + lean, 17, 10, 7, ramp[2]);
      image.ellipse(13 + lean, 14, 6, 4, ramp[3]).rect(9 + lean, 12, 5, 1, ramp[4]);
      image.line(18, 15, 22, 24, ramp[1]).line(22, 24, 20, 27, ramp[0]);
    },
  });
}

/** Spikes that give light. */
export function crystal(ramp: Ramp): WildProp {
  return (variant) => ({
    width: 1,
    height: 2,
    overheadRows: 1,
    wall: { x: 6, y: 46, width: 20, height: 14 },
    lights: [{ x: 16, y: 44, color: ramp[2], radius: 80 }],
    draw(image) {
      const random = new Random(variant + 7);
      image.ellipse(17, 58, 13, 4, SHADE);
      for (const [x, height, half] of [
        [9, 20 + random.int(0, 6), 4],
        [23, 16 + random.int(0, 8), 4],
        [16, 36 + random.int(0, 6), 5],
      ] as const)
        drawSpike(image, x, 58, height, half, ramp);
    },
  });
}

function drawSpike(image: Pixels, x: number, foot: number, height: number, half: number, ramp: Ramp): void {
  for (let row = 0; row < height; row++) {
    const width = Math.min(half, Math.ceil((row + 1) * 0.45));
    const y = foot - height + row;
    image.rect(x - width - 1, y, width * 2 + 3, 1, INK).rect(x - width, y, width, 1, ramp[3]);
    image.rect(x, y, width + 1, 1, ramp[1]).dot(x, y, ramp[4]);
  }
}

export function cactus(ramp: Ramp): WildProp {
  return (variant) => ({
    width: 1,
    height: 2,
    overheadRows: 1,
    wall: { x: 10, y: 48, width: 12, height: 12 },
    lights: [],
    draw(image) {
      const limb = (x: number, y: number, width: number, height: number) =>
        image
          .rect(x - 1, y - 1, width + 2, height + 1, INK)
          .rect(x, y, width, height, ramp[2])
          .rect(x, y, 2, height, ramp[3])
          .rect(x + width - 1, y, 1, height, ramp[1]);
      image.ellipse(18, 59, 11, 3, SHADE);
      const [left, right] = variant % 2 === 0 ? [26, 34] : [34, 24];
      limb(4, left, 5, 12);
      limb(4, left + 8, 10, 5);
      limb(24, right, 5, 10);
      limb(19, right + 6, 10, 5);
      limb(12, 14 + variant * 2, 8, 46 - variant * 2);
      image.rect(15, 12 + variant * 2, 3, 2, '#ff94c6');
    },
  });
}

/** What is left of a colonnade. */
export function pillar(ramp: Ramp): WildProp {
  return (variant) => ({
    width: 1,
    height: 2,
    overheadRows: 1,
    wall: { x: 5, y: 44, width: 22, height: 17 },
    lights: [],
    draw(image) {
      const top = [4, 16, 26][variant % 3]!;
      image.ellipse(18, 59, 14, 4, SHADE).rect(4, 50, 24, 10, INK).rect(5, 51, 22, 8, ramp[2]);
      image
        .rect(5, 51, 22, 2, ramp[4])
        .rect(8, top, 16, 48 - top, ramp[2])
        .rect(8, top, 4, 48 - top, ramp[4]);
      image
        .rect(20, top, 4, 48 - top, ramp[1])
        .rect(7, top, 1, 51 - top, INK)
        .rect(24, top, 1, 51 - top, INK);
      for (const x of [13, 17]) image.rect(x, top + 2, 1, 44 - top, ramp[1]);
      if (variant % 3 === 0)
        image.rect(5, 2, 22, 5, ramp[3]).rect(5, 2, 22, 1, ramp[4]).rect(5, 7, 22, 1, INK);
      else
        image
          .rect(8, top, 5, 2, ramp[3])
          .rect(15, top - 3, 6, 3, ramp[2])
          .rect(15, top - 3, 6, 1, ramp[4]);
      image.line(12, top + 12, 18, top + 18, ramp[0]);
    },
  });
}

/** Caps that glow; nobody minds walking through them. */
export function mushrooms(ramp: Ramp): WildProp {
  return (variant) => ({
    width: 1,
    height: 1,
    overheadRows: 0,
    wall: null,
    lights: [{ x: 16, y: 18, color: ramp[2], radius: 46 }],
    draw(image) {
      const random = new Random(variant + 5);
      for (const [x, y] of [
        [9, 24],
        [21, 26],
        [15, 17],
      ] as const) {
        const size = random.int(3, 5);
        image.rect(x, y - 2, 2, 6, '#d9cfe8').ellipse(x + 1, y - 3, size + 1, 4, INK);
        image.ellipse(x + 1, y - 3, size, 3, ramp[2]).rect(x - 1, y - 5, 2, 1, ramp[4]);
      }
    },
  });
}

/** A crack that breathes. */
export function vent(ramp: Ramp): WildProp {
  return (variant) => ({
    width: 1,
    height: 1,
    overheadRows: 0,
    wall: null,
    lights: [{ x: 16, y: 16, color: ramp[2], radius: 60 + variant * 8 }],
    draw(image) {
      image.ellipse(16, 18, 11, 6, INK).ellipse(16, 17, 10, 5, '#3d3142').ellipse(16, 18, 7, 3, ramp[1]);
      image.ellipse(16, 18, 5, 2, ramp[2]).rect(13, 18, 5, 1, ramp[4]);
    },
  });
}

export const brazier: WildProp = () => ({
  width: 1,
  height: 2,
  overheadRows: 1,
  wall: { x: 9, y: 48, width: 14, height: 12 },
  lights: [{ x: 16, y: 26, color: AMBER[2], radius: 130 }],
  draw(image) {
    image.ellipse(17, 58, 10, 3, SHADE).rect(14, 40, 5, 18, STEEL[1]).rect(14, 40, 2, 18, STEEL[3]);
    image.rect(9, 56, 15, 3, STEEL[1]).rect(7, 34, 19, 6, STEEL[0]).rect(7, 34, 19, 2, STEEL[2]);
    image.ellipse(16, 29, 7, 7, AMBER[1]).ellipse(16, 28, 5, 7, AMBER[2]).ellipse(16, 29, 3, 5, AMBER[3]);
    image.rect(15, 19, 2, 5, AMBER[2]).rect(15, 29, 2, 4, AMBER[4]);
  },
});

/** Where ships come down: four by four tiles, walked over like any ground. */
export function landingPad(ramp: Ramp, light: Color): Prop {
  return {
    width: 4,
    height: 4,
    overheadRows: 0,
    wall: null,
    lights: [
      { x: 20, y: 20, color: light, radius: 60 },
      { x: 108, y: 20, color: light, radius: 60 },
      { x: 20, y: 108, color: light, radius: 60 },
      { x: 108, y: 108, color: light, radius: 60 },
    ],
    draw(image) {
      image.ellipse(64, 67, 62, 60, SHADE).ellipse(64, 64, 61, 59, INK).ellipse(64, 64, 60, 58, ramp[3]);
      image.ellipse(64, 65, 57, 55, ramp[1]).ellipse(64, 65, 55, 53, ramp[2]);
      for (let step = 0; step < 720; step++) {
        const [angle, dashed] = [(step / 360) * Math.PI, Math.floor(step / 30) % 2 === 0];
        for (const radius of dashed ? [42, 43, 44] : [43])
          image.dot(
            64 + Math.cos(angle) * radius,
            65 + Math.sin(angle) * radius * 0.97,
            dashed ? ramp[4] : ramp[1],
          );
      }
      for (const [x, y] of [
        [18, 18],
        [106, 18],
        [18, 106],
        [106, 106],
      ] as const)
        image.rect(x, y, 5, 5, INK).rect(x + 1, y + 1, 3, 3, light);
      image.rect(52, 48, 6, 34, ramp[4]).rect(70, 48, 6, 34, ramp[4]).rect(58, 62, 12, 6, ramp[4]);
    },
  };
}
