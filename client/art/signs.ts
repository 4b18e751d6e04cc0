import { ABILITY_SIGNS, type AbilitySign, SIGN_SIZE } from '../src/world/frames.ts';
import { INK } from './palette.ts';
import { type Color, Pixels } from './pixels.ts';

const LIGHT: Color = '#ffffff';
const SHADE: Color = '#c6c2dc';
const DEEP: Color = '#8a84ad';

const DRAW: Record<AbilitySign, (image: Pixels) => void> = {
  blade(image) {
    for (const [shift, color] of [
      [1, DEEP],
      [0, SHADE],
      [-1, LIGHT],
    ] as const)
      image.line(8 + shift, 15 + shift, 19 + shift, 4 + shift, color);
    image
      .line(9, 15, 20, 4, SHADE)
      .line(5, 12, 11, 18, DEEP)
      .line(5, 13, 10, 18, SHADE)
      .line(3, 20, 7, 16, SHADE)
      .line(4, 21, 8, 17, DEEP);
  },
  shield(image) {
    for (let row = 0; row < 17; row++) {
      const half = row < 8 ? 7 : 7 - Math.round((row - 8) ** 1.55 / 5);
      if (half > 0) image.rect(12 - half, 4 + row, half * 2, 1, SHADE).rect(12, 4 + row, half, 1, DEEP);
    }
    image.rect(5, 4, 14, 2, LIGHT).rect(11, 6, 2, 12, LIGHT).rect(7, 10, 10, 2, LIGHT);
  },
  boot(image) {
    image
      .rect(8, 4, 6, 11, SHADE)
      .rect(8, 4, 2, 11, LIGHT)
      .rect(8, 14, 12, 5, SHADE)
      .rect(8, 14, 9, 2, LIGHT)
      .rect(8, 19, 12, 2, DEEP)
      .rect(8, 4, 6, 2, DEEP);
    for (const [y, width] of [
      [8, 4],
      [12, 3],
      [16, 4],
    ] as const)
      image.rect(6 - width, y, width, 1, LIGHT);
  },
  whirl(image) {
    for (let turn = 0; turn < 130; turn++) {
      const angle = turn / 15;
      const radius = 2 + turn / 16;
      const [x, y] = [12 + Math.cos(angle) * radius, 12 + Math.sin(angle) * radius];
      image.rect(Math.round(x), Math.round(y), 2, 2, turn > 90 ? LIGHT : turn > 45 ? SHADE : DEEP);
    }
  },
  arrow(image) {
    shaft(image, 5, 19, 17, 7);
    image
      .rect(13, 4, 7, 2, LIGHT)
      .rect(18, 4, 2, 7, LIGHT)
      .line(4, 16, 4, 20, SHADE)
      .line(4, 20, 8, 20, SHADE);
  },
  pierce(image) {
    shaft(image, 3, 21, 18, 6);
    image.rect(15, 3, 6, 2, LIGHT).rect(19, 3, 2, 6, LIGHT);
    for (const [x, y] of [
      [6, 8],
      [12, 14],
    ] as const)
      image.line(x, y, x + 4, y + 4, DEEP).line(x + 1, y, x + 5, y + 4, SHADE);
  },
  tumble(image) {
    for (let turn = 0; turn < 60; turn++) {
      const angle = -0.6 + (turn / 60) * 4.9;
      image.rect(
        Math.round(11 + Math.cos(angle) * 7),
        Math.round(11 + Math.sin(angle) * 7),
        2,
        2,
        turn < 30 ? SHADE : LIGHT,
      );
    }
    image.rect(8, 2, 2, 7, LIGHT).rect(4, 7, 6, 2, LIGHT).ellipse(12, 12, 2.5, 2.5, LIGHT);
  },
  snare(image) {
    image.ellipse(12, 18, 9, 3, DEEP).ellipse(12, 17, 8, 2, SHADE);
    for (const [x, tip] of [
      [6, 4],
      [10, 9],
      [14, 15],
      [18, 20],
    ] as const)
      image
        .line(x, 17, tip, 6, LIGHT)
        .line(x + 1, 17, tip, 7, SHADE)
        .rect(tip - 1, 10, 2, 1, DEEP);
  },
  bolt(image) {
    image
      .line(3, 20, 13, 10, DEEP)
      .line(4, 21, 14, 11, DEEP)
      .line(6, 15, 11, 10, SHADE)
      .line(9, 20, 14, 15, SHADE);
    image
      .ellipse(15, 9, 5.5, 5.5, SHADE)
      .ellipse(14, 8, 4, 4, LIGHT)
      .rect(20, 2, 1, 3, LIGHT)
      .rect(19, 3, 3, 1, LIGHT);
  },
  mend(image) {
    image
      .rect(9, 3, 6, 18, SHADE)
      .rect(3, 9, 18, 6, SHADE)
      .rect(10, 4, 4, 16, LIGHT)
      .rect(4, 10, 16, 4, LIGHT);
  },
  starfall(image) {
    for (const [x, y, size] of [
      [16, 6, 3],
      [9, 13, 4],
      [18, 17, 2],
    ] as const) {
      image.line(x - 7, y - 7, x, y, DEEP).line(x - 6, y - 7, x + 1, y, SHADE);
      image.ellipse(x, y, size, size, SHADE).ellipse(x - 0.5, y - 0.5, size * 0.6, size * 0.6, LIGHT);
    }
  },
  blink(image) {
    for (let turn = 0; turn < 60; turn++) {
      const angle = (turn / 60) * Math.PI * 2;
      image.dot(12 + Math.cos(angle) * 9, 12 + Math.sin(angle) * 9, turn % 10 < 6 ? SHADE : DEEP);
    }
    star(image, 12, 12, 7);
  },
  star(image) {
    star(image, 12, 12, 9);
  },
};

/** White, to stand on a ground of the ability's colour. */
export function signs(): Pixels {
  const sheet = new Pixels(SIGN_SIZE * ABILITY_SIGNS.length, SIGN_SIZE);
  for (const [index, sign] of ABILITY_SIGNS.entries()) {
    const image = new Pixels(SIGN_SIZE, SIGN_SIZE);
    DRAW[sign](image);
    sheet.draw(image.outlined(`${INK}b0`), index * SIGN_SIZE, 0);
  }
  return sheet;
}

function shaft(image: Pixels, fromX: number, fromY: number, toX: number, toY: number): void {
  image
    .line(fromX, fromY, toX, toY, SHADE)
    .line(fromX + 1, fromY, toX + 1, toY, DEEP)
    .line(fromX, fromY - 1, toX, toY - 1, LIGHT);
}

/** Four points of light. */
function star(image: Pixels, x: number, y: number, reach: number): void {
  for (let out = -reach; out <= reach; out++) {
    const half = Math.max(0, Math.round((reach - Math.abs(out)) ** 1.3 / 8));
    image.rect(x + out, y - half, 1, half * 2 + 1, SHADE).rect(x - half, y + out, half * 2 + 1, 1, SHADE);
  }
  image
    .ellipse(x + 0.5, y + 0.5, 3, 3, LIGHT)
    .rect(x, y - reach + 2, 1, reach * 2 - 3, LIGHT)
    .rect(x - reach + 2, y, reach * 2 - 3, 1, LIGHT);
}
