import type { Actor } from './actor.ts';
import { isAlive } from './actor.ts';
import type { Monster } from './monster.ts';
import type { Player, World } from './world.ts';

/** Nothing that fights is bigger, half: content does not allow it. World pixels. */
export const MAX_HALF = 64;

export function isPlayer(actor: Actor): actor is Player {
  return actor.type === 'player';
}

export function isMonster(actor: Actor): actor is Monster {
  return actor.type === 'monster';
}

/** Alive, and not about to die in this very tick. */
export function isStanding(actor: Pick<Actor, 'diedTick' | 'vitals'>): boolean {
  return isAlive(actor) && actor.vitals.health > 0;
}

export function actorOf({ players, monsters }: World, id: string): Player | Monster | undefined {
  return players.get(id) ?? monsters.get(id);
}

/** Visits everybody whose middle is in the square of half side `radius` around (x, y). */
export function forEachActorNear(
  { grid, monsterGrid }: World,
  x: number,
  y: number,
  radius: number,
  visit: (actor: Actor) => void,
): void {
  grid.forEachNear(x, y, radius, visit);
  monsterGrid.forEachNear(x, y, radius, visit);
}

/** It is somewhere else now. */
export function relocate(world: World, actor: Actor, x: number, y: number): void {
  actor.body.x = Math.fround(x);
  actor.body.y = Math.fround(y);
  actor.moved = true;
  if (isPlayer(actor)) world.grid.place(actor, actor.body.x, actor.body.y);
  else if (isMonster(actor)) world.monsterGrid.place(actor, actor.body.x, actor.body.y);
}
