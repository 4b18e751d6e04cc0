import type { AbilityShape } from '../content/combat-types.ts';
import { type Actor, areEnemies } from './actor.ts';
import { actorOf, isPlayer, isStanding } from './actors.ts';
import type { ActionRefusal } from './events.ts';
import type { Point } from './free-ground.ts';
import { hasLineOfSight } from './line-of-sight.ts';
import type { Monster } from './monster.ts';
import { gap } from './reach.ts';
import { type Sight, seenAt } from './sight.ts';
import { isHidden, isShown } from './views.ts';
import type { Player, World } from './world.ts';

/** What an ability is pointed at; each shape looks at what it needs. */
export interface Pointing {
  /** Id of an actor. */
  readonly target: string | null;
  /** Radians, 0 east, clockwise on screen; null: the way that the user looks. */
  readonly aim: number | null;
  /** World pixels. */
  readonly point: Readonly<Point> | null;
}

/** Where an ability goes: a direction, where that ends, and whom it is for. */
export interface Aim {
  readonly angle: number;
  readonly x: number;
  readonly y: number;
  readonly target: Actor | null;
}

type AimRefusal = Extract<ActionRefusal, 'target_invalid' | 'target_dead' | 'too_far' | 'no_line_of_sight'>;

/** @returns where it goes, or why it cannot go there */
export function takeAim(
  world: World,
  user: Actor,
  shape: AbilityShape,
  pointing: Pointing,
  sight: Sight,
): Aim | AimRefusal {
  switch (shape.kind) {
    case 'self':
      return atSelf(user);
    case 'ally':
      if (pointing.target === null) return atSelf(user);
      return atTarget(world, user, pointing.target, shape.range, false, sight);
    case 'enemy':
      return atTarget(world, user, pointing.target, shape.range, true, sight);
    case 'arc':
    case 'projectile':
      return along(user, pointing.aim, shape.range);
    case 'dash':
      return along(user, pointing.aim, shape.distance);
    case 'circle':
      return shape.range === 0 ? atSelf(user) : atPoint(world, user, pointing.point, shape.range);
  }
}

/** Of the 256 directions that a facing is one of. */
function angleOf({ body }: Actor): number {
  return (body.facing * 2 * Math.PI) / 256;
}

function atSelf(user: Actor): Aim {
  return { angle: angleOf(user), x: user.body.x, y: user.body.y, target: user };
}

function along(user: Actor, aim: number | null, distance: number): Aim | AimRefusal {
  const angle = aim ?? angleOf(user);
  if (!Number.isFinite(angle)) return 'target_invalid';
  const { x, y } = user.body;
  return { angle, x: x + Math.cos(angle) * distance, y: y + Math.sin(angle) * distance, target: null };
}

function atTarget(
  world: World,
  user: Actor,
  id: string | null,
  range: number,
  isForEnemies: boolean,
  sight: Sight,
): Aim | AimRefusal {
  const target = id === null ? undefined : actorOf(world, id);
  if (!target || !isKnownTo(user, target)) return 'target_invalid';
  if (areEnemies(user, target) !== isForEnemies) return 'target_invalid';
  if (!isStanding(target)) return 'target_dead';
  const { x, y } = seenAt(sight, target);
  return fromHere(world, user, x, y, target, range);
}

function atPoint(world: World, user: Actor, point: Readonly<Point> | null, range: number): Aim | AimRefusal {
  if (!point || !isOnMap(world, point)) return 'target_invalid';
  return fromHere(world, user, point.x, point.y, null, range);
}

function fromHere(
  { map }: World,
  user: Actor,
  x: number,
  y: number,
  target: Actor | null,
  range: number,
): Aim | AimRefusal {
  const { body, half } = user;
  if (gap(body.x, body.y, half, x, y, target?.half ?? 0) > range) return 'too_far';
  if (!hasLineOfSight(map, body.x, body.y, x, y)) return 'no_line_of_sight';
  return { angle: Math.atan2(y - body.y, x - body.x), x, y, target };
}

/** False for what is not a number, too. */
function isOnMap({ map }: World, { x, y }: Readonly<Point>): boolean {
  return x >= 0 && y >= 0 && x <= map.width && y <= map.height;
}

/** What one is not shown is not there: ids that were guessed or kept are of no use. */
function isKnownTo(user: Actor, target: Player | Monster): boolean {
  if (user === target) return true;
  if (isPlayer(user) && !isShown(user, target)) return false;
  return !isHidden(target) || !areEnemies(user, target);
}
