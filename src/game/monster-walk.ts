import type { Point } from './free-ground.ts';
import type { Monster, MonsterMode } from './monster.ts';
import { BODY_HALF } from './movement.ts';
import type { World } from './world.ts';

/** Shares of its speed; those not named walk with all of it. */
const PACE: Partial<Record<MonsterMode, number>> = { idle: 0.5, return: 1.5 };
/** The middle of the way being free, a step that is no longer than a body cannot pass through anything. World pixels. */
const LONGEST_FREE_STEP = 2 * BODY_HALF;
const NOWHERE: readonly Point[] = [];
const FULL_TURN = 256;

export type Headway =
  /** It is on its way, or waits for one to be found. */
  | 'going'
  /** It is as near as it can come. */
  | 'arrived'
  /** No way leads there. */
  | 'blocked';

/** Goes on along its path for one step. Whatever its size, it walks as wide as a character. */
export function walk(world: World, monster: Monster, dt: number): void {
  const { path, body } = monster;
  let left = monster.speed * (PACE[monster.mode] ?? 1) * dt;
  while (left > 0 && monster.pathIndex < path.length) {
    const { x, y } = path[monster.pathIndex]!;
    const dx = x - body.x;
    const dy = y - body.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const share = distance <= left ? 1 : left / distance;
    if (distance > 0) turnTo(monster, dx, dy);
    if (!step(world, monster, dx * share, dy * share)) {
      stand(monster);
      return;
    }
    if (share === 1) monster.pathIndex += 1;
    left -= distance;
  }
}

export function stand(monster: Monster): void {
  monster.path = NOWHERE;
  monster.pathIndex = 0;
}

/** Puts it somewhere at once. */
export function put(world: World, monster: Monster, { x, y }: Point): void {
  monster.body.x = x;
  monster.body.y = y;
  monster.moved = true;
  world.monsterGrid.place(monster, x, y);
  stand(monster);
}

export function turnTo(monster: Monster, dx: number, dy: number): void {
  const facing = Math.round((Math.atan2(dy, dx) * FULL_TURN) / (2 * Math.PI)) & (FULL_TURN - 1);
  if (facing === monster.body.facing) return;
  monster.body.facing = facing;
  monster.moved = true;
}

/** Sets out straight to a point, if nothing is in the way. */
export function walkStraight({ paths }: World, monster: Monster, x: number, y: number): boolean {
  const { body, straight } = monster;
  if (!paths.grid.isWayFree(body.x, body.y, x, y)) return false;
  straight[0].x = x;
  straight[0].y = y;
  monster.path = straight;
  monster.pathIndex = 0;
  return true;
}

/** Sets out to a point, around what is in between. A way that is still good is kept. */
export function walkTo(world: World, monster: Monster, x: number, y: number): Headway {
  if (walkStraight(world, monster, x, y)) return 'going';
  const { grid } = world.paths;
  const { body } = monster;
  const from = grid.nearestCell(body.x, body.y);
  const to = grid.nearestCell(x, y);
  if (from < 0 || to < 0) return 'blocked';
  if (from === to) return walkToMiddle(world, monster, to);
  if (leadsTo(world, monster, to)) return 'going';
  const way = world.paths.ask(from, to);
  if (way === null) return 'blocked';
  if (way === undefined) return 'going';
  monster.path = way;
  monster.pathIndex = 0;
  const [first, second] = way;
  if (second && grid.isWayFree(body.x, body.y, second.x, second.y)) monster.pathIndex = 1;
  else if (!grid.isWayFree(body.x, body.y, first!.x, first!.y)) walkToMiddle(world, monster, from);
  return 'going';
}

function walkToMiddle(world: World, monster: Monster, cell: number): Headway {
  const { grid } = world.paths;
  const [x, y] = [grid.middleX(cell), grid.middleY(cell)];
  if (monster.body.x === x && monster.body.y === y) return 'arrived';
  return walkStraight(world, monster, x, y) ? 'going' : 'blocked';
}

function leadsTo({ paths }: World, { path, pathIndex, straight }: Monster, cell: number): boolean {
  if (path === straight || pathIndex >= path.length) return false;
  const { x, y } = path[path.length - 1]!;
  return paths.grid.cellAt(x, y) === cell;
}

/** @returns false when something was in the way */
function step(world: World, monster: Monster, dx: number, dy: number): boolean {
  const { map, paths } = world;
  const { body } = monster;
  const { x, y } = body;
  if (dx * dx + dy * dy <= LONGEST_FREE_STEP ** 2 && paths.grid.isRoomy(x + dx, y + dy)) {
    body.x = x + dx;
    body.y = y + dy;
  } else {
    body.x = map.slideX(x, y, dx, BODY_HALF);
    body.y = map.slideY(body.x, y, dy, BODY_HALF);
  }
  if (body.x === x && body.y === y) return dx === 0 && dy === 0;
  monster.moved = true;
  world.monsterGrid.place(monster, body.x, body.y);
  return true;
}
