import type { PlaceMap, Rect } from './types.ts';

/** The free ground is looked for in steps of this; a body needs half of `BODY` on each side. World pixels. */
const STEP = 16;
const BODY = 20;

/** @returns why nothing can stand in the area; null: something can */
export function areaRefusal(area: Rect, map: PlaceMap): string | null {
  if (area.right > map.width || area.bottom > map.height) return 'lies outside of the map';
  return hasFreeGround(area, map) ? null : 'has no free ground';
}

function hasFreeGround(area: Rect, { walls, portals }: PlaceMap): boolean {
  const taken = [...walls, ...portals].filter((rect) => overlaps(rect, area));
  for (let top = area.top; top + BODY <= area.bottom; top += STEP) {
    for (let left = area.left; left + BODY <= area.right; left += STEP) {
      const body = { left, top, right: left + BODY, bottom: top + BODY };
      if (!taken.some((rect) => overlaps(rect, body))) return true;
    }
  }
  return false;
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
