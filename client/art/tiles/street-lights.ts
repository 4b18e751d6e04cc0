import { AMBER, INK, STEEL } from '../palette.ts';
import type { Color, Pixels } from '../pixels.ts';
import type { Prop } from './prop.ts';

/** An upright sign on a house front, in a script that nobody here reads. */
export function neon(bright: Color, core: Color, dark: Color): Prop {
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
export function drawFestoon(image: Pixels): void {
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

export function drawPost(image: Pixels): void {
  image.ellipse(4, 92, 5, 2, '#0c0a2466').rect(3, 8, 2, 84, STEEL[1]).rect(3, 8, 1, 84, STEEL[3]);
  for (let x = 0; x < 3; x++) image.dot(x, ropeHeight(192 + x), INK);
}

/** The rope hangs between posts 192 pixels apart. */
function ropeHeight(x: number): number {
  return Math.round(10 + 24 * (1 - ((x - 99) / 96) ** 2));
}
