/** Directions of sight as on the wire: 256 steps per turn, 0 = east, clockwise on screen. */
export const SOUTH = 64;

/** Rows of a character's sprite sheet. */
export const DIRECTIONS = ['south', 'west', 'east', 'north'] as const;
export type Direction = (typeof DIRECTIONS)[number];

const TURN: readonly Direction[] = ['east', 'south', 'west', 'north'];

/** The facing of somebody who moves along an axis pair, y downwards; `previous` when standing. */
export function facingOf(moveX: number, moveY: number, previous: number): number {
  if (moveX === 0 && moveY === 0) return previous;
  return facingTo(Math.atan2(moveY, moveX));
}

/** Which of the four drawn directions shows a facing. On a diagonal the side view wins, as it shows the walk best. */
export function directionOf(facing: number): Direction {
  const quarter = (facing & 0xff) / 64;
  const nearest = Math.round(quarter);
  if (Math.abs(quarter - nearest) < 0.499) return TURN[nearest % 4]!;
  return facing > 64 && facing < 192 ? 'west' : 'east';
}

/** Does a side view look west? Who looks north or south keeps the side that it showed. */
export function isWestward(facing: number, previous: boolean): boolean {
  const east = Math.cos(((facing & 0xff) / 128) * Math.PI);
  return Math.abs(east) < 0.1 ? previous : east < 0;
}

/** A facing as an angle: radians, 0 east, clockwise on screen; and back. */
export function angleOf(facing: number): number {
  return ((facing & 0xff) / 128) * Math.PI;
}

export function facingTo(angle: number): number {
  return Math.round((angle / (Math.PI * 2)) * 256) & 0xff;
}
