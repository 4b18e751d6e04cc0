import type { AbilityShape } from '../content/combat-types.ts';
import type { Actor } from './actor.ts';
import { areEnemies } from './actor.ts';
import { forEachActorNear, isStanding, MAX_HALF } from './actors.ts';
import { hasLineOfSight } from './line-of-sight.ts';
import { lagOf, type Sight, seenAt } from './sight.ts';
import type { World } from './world.ts';

type Arc = Extract<AbilityShape, { kind: 'arc' }>;

const FULL_TURN = 2 * Math.PI;

/** Between the edges of two squares around (x1, y1) and (x2, y2), world pixels; 0: they touch. This is what ranges measure. */
export function gap(x1: number, y1: number, half1: number, x2: number, y2: number, half2: number): number {
  const dx = Math.max(0, Math.abs(x2 - x1) - half1 - half2);
  const dy = Math.max(0, Math.abs(y2 - y1) - half1 - half2);
  return Math.hypot(dx, dy);
}

/** Living enemies of `user` within the arc around `angle`, as it sees them, and in its sight. */
export function inArc(
  world: World,
  user: Actor,
  { range, degrees }: Arc,
  angle: number,
  sight: Sight,
): Actor[] {
  const { x, y } = user.body;
  const found: Actor[] = [];
  const widest = (degrees * Math.PI) / 360;
  forEachActorNear(world, x, y, range + user.half + MAX_HALF + lagOf(sight), (actor) => {
    if (!isStanding(actor) || !areEnemies(user, actor)) return;
    const at = seenAt(sight, actor);
    if (gap(x, y, user.half, at.x, at.y, actor.half) > range) return;
    if (offAngle(at.x - x, at.y - y, angle) > widest + halfWidth(at.x - x, at.y - y, actor.half)) return;
    if (hasLineOfSight(world.map, x, y, at.x, at.y)) found.push(actor);
  });
  return found;
}

/**
 * Everybody alive, friend or enemy, whose edge is within `radius` of a square around (x, y), where `sight` has them, and
 * whom no wall hides from there.
 * @param half of that square, 0: a point
 */
export function inCircle(
  world: World,
  x: number,
  y: number,
  half: number,
  radius: number,
  sight: Sight,
): Actor[] {
  const found: Actor[] = [];
  forEachActorNear(world, x, y, radius + half + MAX_HALF + lagOf(sight), (actor) => {
    if (!isStanding(actor)) return;
    const at = seenAt(sight, actor);
    if (gap(x, y, half, at.x, at.y, actor.half) > radius) return;
    if (hasLineOfSight(world.map, x, y, at.x, at.y)) found.push(actor);
  });
  return found;
}

/** Between a direction and an angle, from 0 to half a turn. */
function offAngle(dx: number, dy: number, angle: number): number {
  const off = Math.abs(Math.atan2(dy, dx) - angle) % FULL_TURN;
  return Math.min(off, FULL_TURN - off);
}

/** Half of the angle that something takes up, seen from there: the near and the big are not missed for their middle. */
function halfWidth(dx: number, dy: number, half: number): number {
  const distance = Math.hypot(dx, dy);
  return distance <= half ? Math.PI / 2 : Math.asin(half / distance);
}
