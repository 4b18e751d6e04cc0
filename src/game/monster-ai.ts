import { ticksFor } from './duration.ts';
import type { Monster } from './monster.ts';
import { attack, canHarm, type Standing, standingTo } from './monster-attacks.ts';
import { callHelp, enterMode, goHome, hunt, notice } from './monster-modes.ts';
import { approach, keepAway, makeRoom, runFrom, standOff } from './monster-steering.ts';
import { put, stand, turnTo, walkStraight, walkTo } from './monster-walk.ts';
import { nextBetween, nextFloat } from './random.ts';
import { isCloseToPlayers, isNearPlayers, layToSleep } from './sleep.ts';
import { isHuntable, mind, mostHated } from './threat.ts';
import type { Player, TickContext, World } from './world.ts';

/** Ticks between two thoughts: in a fight and beside players, and further away from them. */
const THINK_EVERY = 5;
const THINK_SELDOM = 20;
/** On average it stands for so long before it strolls on. */
const STROLL_EVERY_SEC = 6;
/** It gives up on a target that it cannot get at for so long. */
const STUCK_SEC = 5;
const FLEE_SEC = 3;
/** Who is not home after this is put there. */
const RETURN_SEC = 20;
/** Distances that count as there: at its place in a fight, and at home. World pixels. */
const EASE = 1;
const AT_HOME = 4;

/** Looks around and decides what to do until the next thought. */
export function think(world: World, monster: Monster, context: TickContext): void {
  const { slot } = monster;
  const isAttentive = monster.mode !== 'idle' || isCloseToPlayers(world, monster);
  const every = isAttentive ? THINK_EVERY : THINK_SELDOM;
  // Each at its own ticks, so that they do not all think at once.
  monster.thinkTick = world.tick + every - ((world.tick + slot.number) % every);
  const { mode } = monster;
  if (mode === 'idle') beIdle(world, monster, every * context.dt);
  else if (mode === 'hunt') beHunting(world, monster, context);
  else if (mode === 'flee') beFleeing(world, monster, context.dt);
  else if (mode === 'return') beReturning(world, monster, context.dt);
}

function beIdle(world: World, monster: Monster, seconds: number): void {
  if (!isNearPlayers(world, monster) && monster.statuses.size === 0 && monster.threat.size === 0) {
    layToSleep(world, monster);
    return;
  }
  const target =
    mostHated(world, monster) ?? (isCloseToPlayers(world, monster) ? notice(world, monster) : null);
  if (target) hunt(world, monster, target);
  else {
    monster.threat.clear();
    stroll(world, monster, seconds);
  }
}

/** @param seconds since the last thought */
function stroll(world: World, monster: Monster, seconds: number): void {
  const { home, kind } = monster;
  const { wander } = kind.behaviour;
  if (wander === 0 || nextFloat(world.random) * STROLL_EVERY_SEC >= seconds) return;
  const x = home.x + nextBetween(world.random, -wander, wander);
  const y = home.y + nextBetween(world.random, -wander, wander);
  walkStraight(world, monster, x, y);
}

function beHunting(world: World, monster: Monster, context: TickContext): void {
  const target = mostHated(world, monster) ?? notice(world, monster);
  if (isBeyondLeash(monster) || (!target && monster.threat.size === 0)) {
    goHome(world, monster);
    return;
  }
  if (!target) {
    // Those it hates are hidden for a moment: made whole for that, it would be a fight to begin anew.
    stand(monster);
    loseHeart(world, monster, context.dt);
    return;
  }
  mind(monster, target.id);
  if (target.id !== monster.targetId) {
    monster.targetId = target.id;
    monster.changed = true;
  }
  if (isAfraid(monster)) {
    monster.hasFled = true;
    enterMode(world, monster, 'flee', target.id);
    beFleeing(world, monster, context.dt);
    return;
  }
  const standing = standingTo(world, monster, target);
  turnTo(monster, target.body.x - monster.body.x, target.body.y - monster.body.y);
  attack(world, monster, target, standing, context);
  move(world, monster, target, standing, context.dt);
}

function move(world: World, monster: Monster, target: Player, standing: Standing, dt: number): void {
  const { distance } = monster.kind.behaviour;
  const reaches = canHarm(monster, standing);
  if (reaches) monster.stuckTick = -1;
  if (distance > 0 && reaches && standing.distance <= distance) {
    keepAway(world, monster, target, standing.distance);
    return;
  }
  if (distance === 0 && standing.isSeen && standing.distance <= standOff(monster) + EASE) {
    makeRoom(world, monster, target);
    return;
  }
  const headway = approach(world, monster, target);
  if (headway === 'going' || reaches) monster.stuckTick = -1;
  else loseHeart(world, monster, dt);
}

/** It cannot get at anybody, and in the end gives up. */
function loseHeart(world: World, monster: Monster, dt: number): void {
  if (monster.stuckTick < 0) monster.stuckTick = world.tick;
  else if (world.tick - monster.stuckTick >= ticksFor(STUCK_SEC, dt)) goHome(world, monster);
}

function beFleeing(world: World, monster: Monster, dt: number): void {
  const target = monster.targetId === null ? undefined : world.players.get(monster.targetId);
  if (!isHuntable(target) || isBeyondLeash(monster)) {
    enterMode(world, monster, 'hunt', null);
    return;
  }
  const isOver = world.tick - monster.modeTick >= ticksFor(FLEE_SEC, dt);
  if (!isOver && runFrom(world, monster, target)) return;
  enterMode(world, monster, 'hunt', target.id);
  callHelp(world, monster, target);
}

function beReturning(world: World, monster: Monster, dt: number): void {
  const { body, home } = monster;
  const isHome = Math.hypot(home.x - body.x, home.y - body.y) <= AT_HOME;
  const isLost = world.tick - monster.modeTick >= ticksFor(RETURN_SEC, dt);
  if (!isHome && !isLost && isNearPlayers(world, monster)) {
    if (walkTo(world, monster, home.x, home.y) === 'going') return;
  }
  if (!isHome) put(world, monster, home);
  stand(monster);
  enterMode(world, monster, 'idle', null);
}

function isBeyondLeash({ body, home, kind }: Monster): boolean {
  return Math.hypot(body.x - home.x, body.y - home.y) > kind.behaviour.leash;
}

function isAfraid({ hasFled, kind, stats, vitals }: Monster): boolean {
  return !hasFled && kind.rank !== 'boss' && vitals.health < stats.health * kind.behaviour.fleeBelow;
}
