/**
 * How far a point that moves from (x, y) by (dx, dy) gets before it enters a rectangle; touching an edge is not entering.
 * For a moving square, widen the rectangle by half of its side.
 * @returns share of the way, from 0 to 1; Infinity: it does not enter
 */
export function entryShare(
  x: number,
  y: number,
  dx: number,
  dy: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  let from = 0;
  let to = 1;
  if (dx === 0) {
    if (x <= left || x >= right) return Infinity;
  } else {
    const atLeft = (left - x) / dx;
    const atRight = (right - x) / dx;
    from = Math.max(from, Math.min(atLeft, atRight));
    to = Math.min(to, Math.max(atLeft, atRight));
  }
  if (dy === 0) {
    if (y <= top || y >= bottom) return Infinity;
  } else {
    const atTop = (top - y) / dy;
    const atBottom = (bottom - y) / dy;
    from = Math.max(from, Math.min(atTop, atBottom));
    to = Math.min(to, Math.max(atTop, atBottom));
  }
  return from < to ? from : Infinity;
}
