import type { Monster } from './monster.ts';
import { fillVitals } from './stats.ts';
import type { Player, World } from './world.ts';

/** Monsters are awake while a player is so near: further than anybody is shown or reaches. World pixels. */
export const WAKE_RADIUS = 896;
/** Those so near to a player are attentive; others think seldom. World pixels. */
export const CLOSE_RADIUS = 512;
/** Around each player this is looked after every so many ticks: nobody runs through the difference in that time. */
const LOOK_EVERY_TICKS = 10;
/** Who was near is reckoned with for so long after the last look. Ticks. */
const LINGER_TICKS = 3 * LOOK_EVERY_TICKS;

/** Wakes the monsters around players, a part of the players in each tick. Without players it costs nothing. */
export function wakeNear(world: World): void {
  if (world.monsters.size === 0) return;
  world.grid.forEach((player) => {
    if ((world.tick + player.slot) % LOOK_EVERY_TICKS === 0) lookAround(world, player);
  });
}

export function rouse(world: World, monster: Monster): void {
  monster.mode = 'idle';
  monster.modeTick = world.tick;
  monster.thinkTick = world.tick + (monster.slot.number % LOOK_EVERY_TICKS);
  monster.nearTick = world.tick;
  monster.changed = true;
  world.awake.add(monster);
}

/** Nobody looks after it from now on; it is whole when it wakes. */
export function layToSleep(world: World, monster: Monster): void {
  monster.mode = 'sleep';
  monster.modeTick = world.tick;
  fillVitals(monster);
  monster.threat.clear();
  monster.wounds.clear();
  monster.moved = false;
  monster.changed = true;
  world.awake.delete(monster);
}

export function isNearPlayers({ tick }: World, { nearTick }: Monster): boolean {
  return tick - nearTick <= LINGER_TICKS;
}

export function isCloseToPlayers({ tick }: World, { closeTick }: Monster): boolean {
  return tick - closeTick <= LINGER_TICKS;
}

function lookAround(world: World, { body }: Player): void {
  const { x, y } = body;
  world.monsterGrid.forEachNear(x, y, WAKE_RADIUS, (monster, squared) => {
    if (squared > WAKE_RADIUS * WAKE_RADIUS) return;
    if (monster.mode === 'sleep') rouse(world, monster);
    monster.nearTick = world.tick;
    if (squared <= CLOSE_RADIUS * CLOSE_RADIUS) monster.closeTick = world.tick;
  });
}
