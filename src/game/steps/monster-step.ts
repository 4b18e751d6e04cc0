import { isAlive } from '../actor.ts';
import { isStanding } from '../actors.ts';
import type { Monster } from '../monster.ts';
import { think } from '../monster-ai.ts';
import { walk } from '../monster-walk.ts';
import { decay, respawnMonsters } from '../monsters.ts';
import { growRift, noteDeath } from '../rift.ts';
import { wakeNear } from '../sleep.ts';
import type { TickContext, World } from '../world.ts';

/** Lets monsters appear, wakes those near players, and lets those awake think and walk. The others cost nothing. */
export function monsterStep(world: World, context: TickContext): void {
  respawnMonsters(world, context.dt);
  growRift(world);
  world.paths.work();
  wakeNear(world);
  for (const monster of world.awake) act(world, monster, context);
}

function act(world: World, monster: Monster, context: TickContext): void {
  monster.moved = false;
  if (!isAlive(monster)) {
    noteDeath(world, monster);
    decay(world, monster, context.dt);
    return;
  }
  // Dies in this very tick.
  if (!isStanding(monster)) return;
  if (world.tick >= monster.thinkTick) think(world, monster, context);
  walk(world, monster, context.dt);
}
