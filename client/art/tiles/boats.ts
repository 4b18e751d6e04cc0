import { AMBER, CYAN, ROSE, STEEL, WOOD } from '../palette.ts';
import type { Pixels } from '../pixels.ts';

export function drawSkiff(image: Pixels): void {
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

export function drawBoat(image: Pixels): void {
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
