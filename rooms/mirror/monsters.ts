import { MonsterState } from '../../schema/creatures.ts';
import type { Monster } from '../../src/game/monster.ts';
import { isHidden } from '../../src/game/views.ts';
import type { World } from '../../src/game/world.ts';
import { healthOf, statusesOf } from './vitals.ts';

export function monsterState(world: World, monster: Monster): MonsterState {
  const state = new MonsterState();
  state.id = monster.id;
  state.kind = monster.kind.id;
  copyMonsterMotion(monster, state);
  copyMonsterCondition(world, monster, state);
  return state;
}

export function copyMonsterMotion({ body }: Monster, state: MonsterState): void {
  state.x = Math.round(body.x);
  state.y = Math.round(body.y);
  state.facing = body.facing;
}

export function copyMonsterCondition(world: World, monster: Monster, state: MonsterState): void {
  state.level = monster.level;
  state.health = healthOf(monster);
  state.maxHealth = monster.stats.health;
  state.mode = monster.mode;
  state.target = shownTarget(world, monster.targetId);
  state.statuses = statusesOf(monster);
}

/** Whoever sees the monster must not learn from it of somebody whom it is not shown. */
function shownTarget({ players }: World, targetId: string | null): string {
  if (targetId === null) return '';
  const player = players.get(targetId);
  return player && isHidden(player) ? '' : targetId;
}
