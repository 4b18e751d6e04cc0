import type { Rect } from '../src/content/types.ts';
import { BODY_HALF, type Body } from '../src/game/movement.ts';

/** Does a body stand in or at it? */
export function touches({ x, y }: Pick<Body, 'x' | 'y'>, { left, top, right, bottom }: Rect): boolean {
  return x + BODY_HALF >= left && x - BODY_HALF <= right && y + BODY_HALF >= top && y - BODY_HALF <= bottom;
}
