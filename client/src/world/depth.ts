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
  bubbles: 50,
} as const;

/** Within a band of depth, who stands further south is nearer. @param y world pixels */
export function depthAt(band: number, y: number): number {
  return band + y / 100_000;
}
