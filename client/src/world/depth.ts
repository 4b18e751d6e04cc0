/** What is drawn over what. Characters sort among themselves by how far south they stand. */
export const DEPTH = {
  ground: 0,
  decor: 1,
  vortex: 2,
  shadow: 3,
  characters: 10,
  overhead: 20,
  lights: 30,
  names: 40,
} as const;

/** @param y world pixels */
export function characterDepth(y: number): number {
  return DEPTH.characters + y / 100_000;
}
