import { Random } from './random.ts';

/** Smooth seeded noise over the plane, from 0 to 1 (value noise). @param cell distance between its knots */
export function smoothNoise(seed: number, cell: number): (x: number, y: number) => number {
  const knot = (column: number, row: number) => new Random(seed + column * 7919 + row * 104729).next();
  const ease = (t: number) => t * t * (3 - 2 * t);
  return (x, y) => {
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
    const [tx, ty] = [ease(x / cell - column), ease(y / cell - row)];
    const upper = knot(column, row) * (1 - tx) + knot(column + 1, row) * tx;
    const lower = knot(column, row + 1) * (1 - tx) + knot(column + 1, row + 1) * tx;
    return upper * (1 - ty) + lower * ty;
  };
}
