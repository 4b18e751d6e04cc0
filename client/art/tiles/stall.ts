import { AMBER, BLOSSOM, CYAN, INK, LEAF, ROSE, STEEL, WOOD } from '../palette.ts';
import type { Color } from '../pixels.ts';
import type { Prop } from './prop.ts';

/** A market stall under a striped cloth. */
export function stall(cloth: Color, light: Color, dark: Color): Prop {
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
