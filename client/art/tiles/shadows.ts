import { TILE } from '../atlas.ts';
import { INK } from '../palette.ts';
import { Pixels } from '../pixels.ts';

/** What a building casts to its right; `slanted` at its upper end. */
export function eastShadow(slanted: boolean): Pixels {
  const image = new Pixels(TILE, TILE);
  for (let y = 0; y < TILE; y++) {
    const reach = slanted ? Math.min(18, Math.floor(y * 0.6)) : 18;
    image.rect(0, y, reach, 1, `${INK}77`).rect(reach, y, 2, 1, `${INK}33`);
  }
  return image;
}

/** What a building casts at its foot. */
export function southShadow(): Pixels {
  return new Pixels(TILE, TILE).rect(0, 0, TILE, 5, `${INK}77`).rect(0, 5, TILE, 3, `${INK}33`);
}
