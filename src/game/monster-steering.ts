import { isStanding, MAX_HALF } from './actors.ts';
import type { Monster } from './monster.ts';
import { type Headway, stand, walkStraight, walkTo } from './monster-walk.ts';
import type { Player, World } from './world.ts';

/** Who keeps a distance steps back when the target is nearer than this share of it. */
const TOO_NEAR = 0.6;
/** It comes so well within its reach that a step of its target does not end the fight. Share of the reach. */
const WELL_WITHIN = 0.7;
/** How far it steps back, or runs, until the next thought. World pixels. */
const STEP_BACK = 64;
const RUN = 128;
/** Directions that are tried, in order, off straight away. Radians. */
const AWAY = [0, 0.7, -0.7, 1.4, -1.4];
/** It does not let itself be pushed further than this share of its leash. */
const SAFE_LEASH = 0.8;
/** Two that fight side by side stand apart by this share of their sizes … */
const APART = 0.9;
/** … and step aside by so much at a time. World pixels. */
const SIDESTEP = 12;
/** Each one's own direction when two stand on the same spot: the golden angle spreads any number of them. Radians. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

const push = { x: 0, y: 0 };

/** World pixels between their edges: it comes no nearer, and stays there while its target does. */
export function standOff({ kind, slot }: Monster): number {
  return (kind.behaviour.distance || slot.reach) * WELL_WITHIN;
}

/** Goes to its target, up to where it stands off if there is a straight way. */
export function approach(world: World, monster: Monster, target: Player): Headway {
  const { x, y } = target.body;
  const dx = monster.body.x - x;
  const dy = monster.body.y - y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  const off = standOff(monster) + monster.half + target.half;
  if (distance > off) {
    const share = off / distance;
    if (walkStraight(world, monster, x + dx * share, y + dy * share)) return 'going';
  }
  return walkTo(world, monster, x, y);
}

/** Steps back from a target that is too near, or stands and lets others have room. @param distance world pixels between their edges */
export function keepAway(world: World, monster: Monster, target: Player, distance: number): void {
  const isTooNear = distance < monster.kind.behaviour.distance * TOO_NEAR;
  if (isTooNear && walkAway(world, monster, target, STEP_BACK)) return;
  makeRoom(world, monster, target);
}

/** @returns false when it is cornered */
export function runFrom(world: World, monster: Monster, target: Player): boolean {
  return walkAway(world, monster, target, RUN);
}

/** Stands where it is, or steps aside when another one stands there too; never out of its own reach. */
export function makeRoom(world: World, monster: Monster, target: Player): void {
  stand(monster);
  if (!isCrowded(world, monster)) return;
  const { body, kind, slot } = monster;
  const x = body.x + push.x * SIDESTEP;
  const y = body.y + push.y * SIDESTEP;
  const reach = Math.max(slot.reach, kind.behaviour.distance) + target.half;
  if (Math.hypot(target.body.x - x, target.body.y - y) <= reach + monster.half)
    walkStraight(world, monster, x, y);
}

function walkAway(world: World, monster: Monster, { body: from }: Player, distance: number): boolean {
  const { body, home, kind } = monster;
  const straight = Math.atan2(body.y - from.y, body.x - from.x);
  const leash = kind.behaviour.leash * SAFE_LEASH;
  return AWAY.some((off) => {
    const x = body.x + Math.cos(straight + off) * distance;
    const y = body.y + Math.sin(straight + off) * distance;
    return Math.hypot(x - home.x, y - home.y) <= leash && walkStraight(world, monster, x, y);
  });
}

/** Sets `push` to the direction in which there is more room. */
function isCrowded({ monsterGrid }: World, monster: Monster): boolean {
  const { body, half, slot } = monster;
  push.x = 0;
  push.y = 0;
  monsterGrid.forEachNear(body.x, body.y, half + MAX_HALF, (other, squared) => {
    if (other === monster || !isStanding(other)) return;
    const distance = Math.sqrt(squared);
    if (distance >= (half + other.half) * APART) return;
    const dx = body.x - other.body.x;
    const dy = body.y - other.body.y;
    const angle = slot.number * GOLDEN_ANGLE;
    push.x += distance > 0 ? dx / distance : Math.cos(angle);
    push.y += distance > 0 ? dy / distance : Math.sin(angle);
  });
  const length = Math.sqrt(push.x * push.x + push.y * push.y);
  if (length === 0) return false;
  push.x /= length;
  push.y /= length;
  return true;
}
