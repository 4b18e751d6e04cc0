/**
 * Whom a client is told of how often: the further away, the more seldom, and then as it is at that moment. Who is shown few
 * is told of all of them in every patch.
 */
const FEW = 16;
/** World pixels, squared. */
const NEAR = 160 ** 2;
const MIDDLE = 320 ** 2;
/** Powers of two, at most `REMEMBERED_PATCHES`. */
const MIDDLE_PATCHES = 2;
const FAR_PATCHES = 4;

/** @returns patches from one telling to the next */
export function intervalAt(squaredDistance: number, shown: number): number {
  if (shown <= FEW || squaredDistance <= NEAR) return 1;
  return squaredDistance <= MIDDLE ? MIDDLE_PATCHES : FAR_PATCHES;
}

/** @param phase spreads entities over patches. @returns the next patch after this one whose turn it is */
export function nextTurn(patch: number, interval: number, phase: number): number {
  return patch + interval - ((patch + phase) & (interval - 1));
}
