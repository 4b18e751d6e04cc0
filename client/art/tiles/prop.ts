import type { Color, Pixels } from '../pixels.ts';

/** A thing that stands in a city. Sizes in tiles; `wall` in pixels of its image, null where one can walk over it. */
export interface Prop {
  width: number;
  height: number;
  /** Uppermost rows that are drawn over characters, who can walk behind them. */
  overheadRows: number;
  wall: { x: number; y: number; width: number; height: number } | null;
  /** Lights that the client makes glow, in pixels of the image. */
  lights: readonly { x: number; y: number; color: Color; radius: number }[];
  draw(image: Pixels): void;
}
