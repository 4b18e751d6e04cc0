import { isStanding } from './actors.ts';
import { hasLineOfSight } from './line-of-sight.ts';
import type { Monster, MonsterMode } from './monster.ts';
import { stand, walkTo } from './monster-walk.ts';
import { rouse } from './sleep.ts';
import { fillVitals } from './stats.ts';
import { isHuntable, mind } from './threat.ts';
import type { Player, World } from './world.ts';

export function enterMode(
  { tick }: World,
  monster: Monster,
  mode: MonsterMode,
  targetId: string | null,
): void {
  monster.mode = mode;
  monster.modeTick = tick;
  monster.targetId = targetId;
  monster.stuckTick = -1;
  monster.changed = true;
  stand(monster);
}

/** It goes after somebody, and those of its group who are near help it. */
export function hunt(world: World, monster: Monster, target: Player): void {
  pursue(world, monster, target);
  callHelp(world, monster, target);
}

/** Those of its group who are near and at leisure go after the same target. They do not call others in turn. */
export function callHelp(world: World, { body, kind, slot }: Monster, target: Player): void {
  const { help } = kind.behaviour;
  if (help === 0) return;
  world.monsterGrid.forEachNear(body.x, body.y, help, (other, squared) => {
    if (squared > help * help || other.slot.area !== slot.area || !isStanding(other)) return;
    if (other.mode !== 'idle' && other.mode !== 'sleep') return;
    if (other.mode === 'sleep') rouse(world, other);
    pursue(world, other, target);
  });
}

/** It gives up and walks home, whole again. From now on it can neither be harmed nor drawn away. */
export function goHome(world: World, monster: Monster): void {
  enterMode(world, monster, 'return', null);
  fillVitals(monster);
  monster.threat.clear();
  monster.wounds.clear();
  monster.hasFled = false;
  walkTo(world, monster, monster.home.x, monster.home.y);
}

/** @returns the nearest whom it sees within its sight; null: nobody */
export function notice(world: World, { body, kind }: Monster): Player | null {
  const { sight } = kind.behaviour;
  let least = sight * sight;
  let nearest: Player | null = null;
  if (sight === 0) return null;
  world.grid.forEachNear(body.x, body.y, sight, (player, squared) => {
    if (squared >= least || !isHuntable(player)) return;
    if (!hasLineOfSight(world.map, body.x, body.y, player.body.x, player.body.y)) return;
    least = squared;
    nearest = player;
  });
  return nearest;
}

function pursue(world: World, monster: Monster, { id }: Player): void {
  enterMode(world, monster, 'hunt', id);
  monster.thinkTick = world.tick + 1;
  mind(monster, id);
}
