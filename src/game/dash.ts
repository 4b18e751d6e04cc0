import type { Actor } from './actor.ts';
import { relocate } from './actors.ts';
import { BODY_HALF } from './movement.ts';
import type { World } from './world.ts';

/** A dash goes in steps of this: where a wall stops it on one axis it slides along, as walking does. World pixels. */
const STEP = 8;

/** @param angle radians, 0 east, clockwise on screen @param distance world pixels, less where walls stop it */
export function dash(world: World, actor: Actor, angle: number, distance: number): void {
  // The biggest walk as if they were no wider than a character; so they dash.
  const half = Math.min(actor.half, BODY_HALF);
  let { x, y } = actor.body;
  for (let left = distance; left > 0; left -= STEP) {
    const step = Math.min(STEP, left);
    x = world.map.slideX(x, y, Math.cos(angle) * step, half);
    y = world.map.slideY(x, y, Math.sin(angle) * step, half);
  }
  relocate(world, actor, x, y);
}
