import { DROP_CREDITS, DROP_FRAME, DROP_GOODS } from '../src/world/frames.ts';
import { AMBER, INK, SHADOW, WOOD } from './palette.ts';
import { Pixels } from './pixels.ts';

/** What lies on the ground, in one row. */
export function drops(): Pixels {
  const { frameWidth, frameHeight } = DROP_FRAME;
  const sheet = new Pixels(frameWidth * 2, frameHeight);
  for (const [frame, draw] of [
    [DROP_CREDITS, coins],
    [DROP_GOODS, bag],
  ] as const) {
    const image = new Pixels(frameWidth, frameHeight);
    draw(image);
    const shadow = new Pixels(frameWidth, frameHeight).ellipse(12, 20, 9, 3, SHADOW);
    sheet.draw(shadow.draw(image.outlined(INK), 0, 0), frame * frameWidth, 0);
  }
  return sheet;
}

function coins(image: Pixels): void {
  for (const [x, y] of [
    [6, 17],
    [15, 18],
    [10, 18],
    [12, 14],
    [8, 15],
  ] as const)
    image
      .ellipse(x + 1, y, 4, 2.5, AMBER[1])
      .ellipse(x + 1, y - 1, 4, 2.5, AMBER[2])
      .ellipse(x, y - 1, 2.5, 1.5, AMBER[3])
      .dot(x - 1, y - 2, AMBER[4]);
}

function bag(image: Pixels): void {
  image
    .ellipse(12, 15, 8, 6, WOOD[1])
    .ellipse(11, 14, 7, 5, WOOD[2])
    .ellipse(9, 12, 4, 3, WOOD[3])
    .ellipse(8, 11, 1.5, 1, WOOD[4]);
  image
    .rect(9, 5, 6, 5, WOOD[2])
    .rect(8, 4, 8, 2, WOOD[3])
    .rect(8, 8, 8, 2, AMBER[2])
    .rect(8, 8, 3, 1, AMBER[4]);
  image.rect(15, 9, 2, 4, AMBER[1]);
}
