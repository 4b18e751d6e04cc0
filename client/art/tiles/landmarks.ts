import { CYAN, type Ramp, STEEL, STONE } from '../palette.ts';
import type { Color, Pixels } from '../pixels.ts';
import type { Prop } from './prop.ts';

/** A ringed star on a stepped base: the projection that newcomers gather around. */
export function drawMonument(image: Pixels): void {
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

/** Two pylons and the arch between them. The light inside is the client's. */
export function gate(stone: Ramp, metal: Ramp, glow: Ramp): Prop {
  return {
    width: 5,
    height: 5,
    overheadRows: 3,
    wall: null,
    lights: [{ x: 80, y: 88, color: glow[2], radius: 190 }],
    draw: (image) => drawGate(image, stone, metal, glow),
  };
}

function drawGate(image: Pixels, stone: Ramp, metal: Ramp, glow: Ramp): void {
  image
    .ellipse(80, 146, 74, 13, '#0c0a2455')
    .rect(10, 140, 140, 12, stone[1])
    .rect(10, 136, 140, 6, stone[4])
    .rect(10, 142, 140, 3, stone[3]);
  for (let step = 0; step <= 700; step++) {
    const angle = Math.PI + (step / 700) * Math.PI;
    for (let depth = 0; depth < 15; depth++) {
      const radius = 68 - depth;
      const color =
        depth < 2 ? metal[4] : depth < 5 ? metal[3] : depth < 9 ? metal[2] : depth < 12 ? metal[1] : glow[2];
      image.dot(Math.round(80 + Math.cos(angle) * radius), Math.round(74 + Math.sin(angle) * radius), color);
    }
  }
  for (const [x, inner] of [
    [12, 1],
    [133, -1],
  ] as const) {
    image
      .rect(x, 72, 15, 68, metal[2])
      .rect(x, 72, 3, 68, metal[4])
      .rect(x + 11, 72, 4, 68, metal[1]);
    image.rect(inner > 0 ? x + 13 : x, 72, 2, 64, glow[2]);
    for (let y = 80; y < 132; y += 14) image.rect(x + 5, y, 5, 7, metal[0]).rect(x + 6, y + 1, 3, 5, glow[3]);
    image.rect(x - 4, 134, 23, 8, metal[1]).rect(x - 4, 134, 23, 2, metal[3]);
  }
  image
    .rect(74, 2, 13, 10, metal[1])
    .rect(74, 2, 13, 2, metal[4])
    .ellipse(80.5, 8, 4, 4, glow[3])
    .ellipse(80, 7, 2, 2, glow[4]);
}
