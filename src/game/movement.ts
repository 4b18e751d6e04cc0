import type { GameMap } from './map.ts';

/** Half the side of a character's collision square, world pixels. */
export const BODY_HALF = 10;
const AXIS_MAX = 127;

export interface Body {
  x: number;
  y: number;
  facing: number;
}

/** One step of intent; see `schema/input.ts` for units. */
export interface MoveCommand {
  moveX: number;
  moveY: number;
  facing: number;
}

/**
 * Moves a body by one fixed step, in place. Client and server run this same function, so that the
 * SDK's reconciliation replays it; results are rounded to float32, the precision of the wire, so that both sides agree to the bit.
 * @param speed world pixels per second
 * @param dt seconds
 */
export function stepMovement(
  body: Body,
  command: MoveCommand,
  map: GameMap,
  speed: number,
  dt: number,
): void {
  body.facing = command.facing & 0xff;
  let axisX = command.moveX / AXIS_MAX;
  let axisY = command.moveY / AXIS_MAX;
  const length = Math.sqrt(axisX * axisX + axisY * axisY);
  if (length === 0) return;
  // A diagonal, or a forged axis of -128, must not be faster than straight ahead.
  if (length > 1) {
    axisX /= length;
    axisY /= length;
  }
  const distance = speed * dt;
  body.x = Math.fround(map.slideX(body.x, body.y, axisX * distance, BODY_HALF));
  body.y = Math.fround(map.slideY(body.x, body.y, axisY * distance, BODY_HALF));
}
