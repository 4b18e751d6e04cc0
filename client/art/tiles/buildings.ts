import { TILE } from '../atlas.ts';
import { AMBER, type BuildingStyle, CYAN, INK, STEEL } from '../palette.ts';
import { type Color, Pixels } from '../pixels.ts';
import type { Random } from '../random.ts';

export interface BuildingPlan {
  /** Tiles. */
  width: number;
  /** Rows of roof that are seen from above. */
  roofRows: number;
  /** Rows of front; the lowest has the doors. */
  floors: number;
  style: BuildingStyle;
  /** Columns of the ground floor that have a door; the other ones have shop windows or none. */
  doors: readonly number[];
}

/** A whole building, roof and front, as one image of `width` × (`roofRows` + `floors`) tiles. */
export function building(plan: BuildingPlan, random: Random): Pixels {
  const { width, roofRows, floors } = plan;
  const image = new Pixels(width * TILE, (roofRows + floors) * TILE);
  drawRoof(image, plan, random);
  for (let floor = 0; floor < floors; floor++) drawFloor(image, plan, floor, random);
  return image;
}

function drawRoof(image: Pixels, { width, roofRows, style }: BuildingPlan, random: Random): void {
  const [w, h] = [width * TILE, roofRows * TILE];
  const { roof, wall } = style;
  image.rect(0, 0, w, h, roof[1]);
  for (let y = 6; y < h; y += 8) image.rect(4, y, w - 8, 1, roof[0]);
  for (let x = 14; x < w - 6; x += 32) image.rect(x, 4, 1, h - 8, roof[0]);
  image.rect(0, 0, w, 4, roof[3]).rect(0, 0, w, 1, roof[4]).rect(0, 4, w, 2, roof[0]);
  image
    .rect(0, 0, 4, h, roof[2])
    .rect(0, 0, 1, h, roof[4])
    .rect(4, 4, 2, h - 8, roof[0]);
  image.rect(w - 4, 0, 4, h, roof[2]).rect(w - 1, 0, 1, h, roof[0]);
  image
    .rect(0, h - 6, w, 6, roof[3])
    .rect(0, h - 6, w, 1, roof[4])
    .rect(0, h - 1, w, 1, wall[0]);
  for (let column = 0; column < width; column++) {
    for (let row = roofRows > 1 ? 1 : 0; row < roofRows; row++) {
      if (random.chance(0.42)) drawRoofDetail(image, column * TILE, row * TILE, style, random);
    }
  }
}

function drawRoofDetail(
  image: Pixels,
  x: number,
  y: number,
  { roof, trim }: BuildingStyle,
  random: Random,
): void {
  switch (random.int(0, 4)) {
    case 0: // a skylight
      image
        .rect(x + 7, y + 7, 18, 13, roof[0])
        .rect(x + 8, y + 8, 16, 11, AMBER[1])
        .rect(x + 9, y + 9, 14, 9, AMBER[2]);
      image.rect(x + 15, y + 8, 2, 11, roof[0]).rect(x + 10, y + 10, 4, 2, AMBER[3]);
      break;
    case 1: // an air handler
      image
        .rect(x + 8, y + 20, 17, 3, '#0c0a2455')
        .rect(x + 8, y + 7, 16, 14, STEEL[1])
        .rect(x + 8, y + 7, 16, 3, STEEL[3]);
      image
        .ellipse(x + 16, y + 15, 5, 4.5, STEEL[0])
        .rect(x + 12, y + 14, 8, 1, STEEL[2])
        .rect(x + 15, y + 11, 1, 8, STEEL[2]);
      break;
    case 2: // solar cells
      for (const shift of [0, 9]) {
        image.rect(x + 5 + shift, y + 7, 8, 14, CYAN[0]).rect(x + 5 + shift, y + 7, 8, 1, CYAN[2]);
        image.rect(x + 8 + shift, y + 8, 1, 13, roof[0]).rect(x + 5 + shift, y + 14, 8, 1, roof[0]);
      }
      break;
    case 3: // an antenna
      image
        .rect(x + 14, y + 18, 5, 3, STEEL[1])
        .rect(x + 16, y + 4, 1, 15, STEEL[3])
        .rect(x + 13, y + 7, 7, 1, STEEL[2]);
      image
        .dot(x + 16, y + 3, trim[3])
        .dot(x + 15, y + 3, trim[2])
        .dot(x + 17, y + 3, trim[2])
        .dot(x + 16, y + 2, trim[2]);
      break;
    default: // a roof garden
      image.rect(x + 5, y + 8, 20, 12, roof[0]).rect(x + 6, y + 9, 18, 10, '#1d5153');
      for (let at = 0; at < 9; at++) {
        image.rect(
          x + 7 + random.int(0, 14),
          y + 9 + random.int(0, 7),
          2,
          2,
          random.pick(['#2b6d5c', '#4b9067', '#8dbd78']),
        );
      }
  }
}

function drawFloor(
  image: Pixels,
  { width, roofRows, floors, style, doors }: BuildingPlan,
  floor: number,
  random: Random,
): void {
  const top = (roofRows + floor) * TILE;
  const w = width * TILE;
  const { wall, trim } = style;
  const ground = floor === floors - 1;
  image.rect(0, top, w, TILE, wall[2]);
  image.dither(0, top + 20, w, 12, wall[1]);
  image.rect(0, top, w, floor === 0 ? 5 : 1, floor === 0 ? wall[0] : wall[1]);
  image
    .rect(0, top, 2, TILE, wall[3])
    .rect(w - 3, top, 3, TILE, wall[1])
    .rect(w - 1, top, 1, TILE, wall[0]);
  if (ground) image.rect(0, top + TILE - 4, w, 4, wall[0]).rect(0, top + TILE - 5, w, 1, wall[3]);
  else image.rect(0, top + TILE - 3, w, 2, wall[3]).rect(0, top + TILE - 1, w, 1, wall[1]);
  for (let column = 0; column < width; column++) {
    const left = column * TILE;
    if (!ground) drawWindows(image, left, top, style, random);
    else if (doors.includes(column)) drawDoor(image, left, top, style);
    else drawShopWindow(image, left, top, style, random);
  }
  if (ground) {
    for (let x = 3; x < w - 3; x++) image.dot(x, top + 1, x % 7 < 5 ? trim[2] : trim[1]);
    image.rect(3, top + 2, w - 6, 1, `${trim[2]}44`);
  }
}

function drawWindows(
  image: Pixels,
  x: number,
  y: number,
  { wall, trim }: BuildingStyle,
  random: Random,
): void {
  for (const shift of [5, 18]) {
    const lit = random.chance(0.55);
    const cool = random.chance(0.22);
    const glass: Color = lit ? (cool ? CYAN[2] : AMBER[2]) : wall[0];
    const shine: Color = lit ? (cool ? CYAN[3] : AMBER[3]) : wall[1];
    image.rect(x + shift - 1, y + 8, 11, 16, wall[0]).rect(x + shift, y + 9, 9, 14, glass);
    image
      .rect(x + shift, y + 9, 9, 5, shine)
      .rect(x + shift + 4, y + 9, 1, 14, wall[0])
      .rect(x + shift, y + 15, 9, 1, wall[0]);
    image.rect(x + shift - 1, y + 24, 11, 2, wall[4]);
    if (lit && random.chance(0.3)) image.rect(x + shift + 1, y + 18, 2, 5, AMBER[0]);
    if (!lit && random.chance(0.3)) image.rect(x + shift, y + 22, 9, 1, trim[1]);
  }
}

function drawDoor(image: Pixels, x: number, y: number, { wall, trim }: BuildingStyle): void {
  image.rect(x + 6, y + 4, 20, 28, wall[0]).rect(x + 8, y + 7, 16, 25, wall[1]);
  image.rect(x + 8, y + 7, 7, 25, AMBER[1]).rect(x + 17, y + 7, 7, 25, AMBER[1]);
  image.rect(x + 9, y + 9, 5, 12, AMBER[3]).rect(x + 18, y + 9, 5, 12, AMBER[3]);
  image.rect(x + 9, y + 9, 5, 4, AMBER[4]).rect(x + 18, y + 9, 5, 4, AMBER[4]);
  image.rect(x + 6, y + 4, 20, 2, trim[3]).rect(x + 6, y + 6, 20, 1, trim[1]);
  image.dot(x + 14, y + 24, AMBER[4]).dot(x + 17, y + 24, AMBER[4]);
}

function drawShopWindow(
  image: Pixels,
  x: number,
  y: number,
  { wall, trim }: BuildingStyle,
  random: Random,
): void {
  const lit = random.chance(0.7);
  image.rect(x + 3, y + 10, 26, 15, wall[0]).rect(x + 4, y + 11, 24, 13, lit ? AMBER[1] : wall[1]);
  if (lit) {
    image.rect(x + 4, y + 11, 24, 6, AMBER[2]).rect(x + 6, y + 12, 20, 2, AMBER[3]);
    for (let at = 0; at < 4; at++) {
      const height = random.int(3, 6);
      image.rect(x + 6 + at * 6, y + 24 - height, 3, height, random.pick([INK, wall[0], trim[1], '#2b6d5c']));
    }
  } else {
    image.line(x + 6, y + 21, x + 14, y + 13, wall[2]).line(x + 9, y + 22, x + 18, y + 13, wall[2]);
  }
  for (let at = 0; at < 26; at++) {
    const color = Math.floor(at / 4) % 2 === 0 ? trim[2] : wall[4];
    image.rect(x + 3 + at, y + 6, 1, 4, color).dot(x + 3 + at, y + 10, `${trim[0]}aa`);
  }
}
