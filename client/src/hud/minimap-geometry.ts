/** A part of a map as the minimap shows it. */
export interface MapWindow {
  /** World pixels of its upper left corner. */
  left: number;
  top: number;
  /** Pixels of the minimap for one of the world. */
  scale: number;
}

/**
 * The square around somebody, moved inwards at the edges of the map; of a map that is smaller all of it, in the middle.
 * @param radius world pixels that are seen to each side, where the map is as large as that
 * @param size of the minimap's side, in its pixels
 */
export function windowAround(
  at: { x: number; y: number },
  map: { width: number; height: number },
  radius: number,
  size: number,
): MapWindow {
  const side = Math.min(radius * 2, Math.max(map.width, map.height));
  return {
    left: startOf(at.x, side, map.width),
    top: startOf(at.y, side, map.height),
    scale: size / side,
  };
}

/** Where a point of the world is on the minimap; null: outside. */
export function placeOn(
  { left, top, scale }: MapWindow,
  { x, y }: { x: number; y: number },
  size: number,
): { x: number; y: number } | null {
  const place = { x: (x - left) * scale, y: (y - top) * scale };
  return place.x < 0 || place.y < 0 || place.x > size || place.y > size ? null : place;
}

function startOf(at: number, side: number, length: number): number {
  if (length <= side) return (length - side) / 2;
  return Math.min(Math.max(at - side / 2, 0), length - side);
}
