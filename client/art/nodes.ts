import { NODE_FRAME, NODE_SHAPES, type NodeShape } from '../src/world/frames.ts';
import { INK, SHADOW, STEEL, STONE } from './palette.ts';
import { type Color, Pixels } from './pixels.ts';
import { Random } from './random.ts';

/** The client tints the second layer by the kind, so its tones are those of light alone. */
const BRIGHT: Color = '#ffffff';
const MIDDLE: Color = '#c9c9d6';
const DIM: Color = '#85859c';

/** What lies on the ground, and what in it is worth having. */
interface Layers {
  base: Pixels;
  glint: Pixels;
}

const DRAW: Record<NodeShape, (base: Pixels, glint: Pixels) => void> = {
  vein(base, glint) {
    base.ellipse(16, 19, 13, 10, INK).ellipse(16, 19, 12, 9, STONE[1]).ellipse(15, 16, 10, 7, STONE[2]);
    base.ellipse(12, 13, 6, 4, STONE[3]).rect(8, 11, 5, 1, STONE[4]).line(21, 13, 25, 22, STONE[0]);
    for (const [x, y] of [
      [10, 16],
      [14, 20],
      [18, 15],
      [21, 20],
      [16, 24],
    ] as const)
      glint.rect(x, y, 4, 3, DIM).rect(x, y, 3, 2, MIDDLE).dot(x, y, BRIGHT);
  },
  crystal(base, glint) {
    base.ellipse(16, 26, 12, 4, INK).ellipse(16, 26, 11, 3, STONE[1]).rect(9, 24, 8, 1, STONE[3]);
    for (const [x, height, half] of [
      [8, 13, 2],
      [24, 11, 2],
      [12, 19, 3],
      [20, 17, 3],
      [16, 23, 3],
    ] as const) {
      for (let row = 0; row < height; row++) {
        const width = Math.min(half, Math.ceil((row + 1) / 2));
        const y = 26 - height + row;
        base.rect(x - width - 1, y, width * 2 + 3, 1, INK);
        glint
          .rect(x - width, y, width, 1, MIDDLE)
          .rect(x, y, width + 1, 1, DIM)
          .dot(x - 1, y, BRIGHT);
      }
    }
  },
  heap(base, glint) {
    const random = new Random(23);
    base.ellipse(16, 23, 13, 7, INK).ellipse(16, 23, 12, 6, STEEL[0]);
    for (let piece = 0; piece < 16; piece++) {
      const [x, y] = [random.int(5, 22), random.int(13, 24)];
      const [width, height] = [random.int(3, 6), random.int(2, 3)];
      const layer = piece % 3 === 0 ? glint : base;
      base.rect(x - 1, y - 1, width + 2, height + 2, INK);
      layer.rect(x, y, width, height, layer === glint ? MIDDLE : STEEL[2]);
      layer.rect(x, y, width, 1, layer === glint ? BRIGHT : STEEL[3]);
    }
  },
  wreck(base, glint) {
    base.ellipse(16, 20, 13, 8, INK).ellipse(16, 20, 12, 7, STEEL[1]).ellipse(15, 17, 10, 5, STEEL[2]);
    base.ellipse(12, 15, 5, 2, STEEL[3]).rect(2, 11, 8, 3, INK).rect(3, 12, 6, 1, STEEL[3]);
    base.line(24, 12, 29, 7, INK).line(24, 13, 29, 8, STEEL[3]).line(20, 24, 27, 28, INK);
    glint
      .ellipse(18, 18, 4, 3.5, DIM)
      .ellipse(18, 18, 3, 2.5, MIDDLE)
      .dot(17, 17, BRIGHT)
      .dot(16, 17, BRIGHT);
    glint.rect(7, 20, 5, 1, MIDDLE).rect(8, 22, 3, 1, DIM).dot(28, 7, BRIGHT);
  },
};

/** One row: the base and the glint of each shape. */
export function nodes(): Pixels {
  const { frameWidth, frameHeight } = NODE_FRAME;
  const sheet = new Pixels(frameWidth * NODE_SHAPES.length * 2, frameHeight);
  for (const [index, shape] of NODE_SHAPES.entries()) {
    const { base, glint } = layersOf(shape);
    sheet.draw(base, index * 2 * frameWidth, 0).draw(glint, (index * 2 + 1) * frameWidth, 0);
  }
  return sheet;
}

function layersOf(shape: NodeShape): Layers {
  const { frameWidth, frameHeight } = NODE_FRAME;
  const base = new Pixels(frameWidth, frameHeight).ellipse(17, 27, 13, 4, SHADOW);
  const glint = new Pixels(frameWidth, frameHeight);
  DRAW[shape](base, glint);
  return { base, glint };
}
