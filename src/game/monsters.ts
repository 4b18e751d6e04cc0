import { isAlive } from './actor.ts';
import { ticksFor } from './duration.ts';
import { FewSet } from './few-set.ts';
import { GROUND_STEP, type Point } from './free-ground.ts';
import { LazyMap } from './lazy-map.ts';
import { hasLineOfSight } from './line-of-sight.ts';
import type { Monster, MonsterSlot } from './monster.ts';
import { nextBetween } from './random.ts';
import { findRoom, queue } from './respawn.ts';
import { statsInRift } from './rift.ts';
import type { World } from './world.ts';

/** Corpses lie there for so long. */
const CORPSE_SEC = 5;
/** Nothing appears in sight of a living player nearer than this. World pixels. */
const UNSEEN_RADIUS = 200;
const ATTEMPTS = 8;
/** Where there was no room, another attempt after this. */
const AGAIN_SEC = 1;
const NOWHERE: readonly Point[] = [];

/** Lets the monsters appear whose time has come. */
export function respawnMonsters(world: World, dt: number): void {
  const { waitingMonsters: waiting } = world;
  while (waiting.length > 0 && waiting[0]!.dueTick <= world.tick) {
    const slot = waiting.shift()!;
    // What lives here from the beginning was there before whoever sees it.
    const isFirst = slot.serial === 0;
    const suits = (at: Point) => !isTaken(world, at) && (isFirst || !isSeen(world, at));
    const at = findRoom(world, { ground: slot.ground, attempts: ATTEMPTS, suits });
    if (at) appear(world, slot, at);
    else wait(world, slot, AGAIN_SEC, dt);
  }
}

/** Takes a corpse away when it has lain there long enough. Another one appears later, if the area says so. */
export function decay(world: World, monster: Monster, dt: number): void {
  const since = world.tick - monster.diedTick;
  if (since < ticksFor(CORPSE_SEC, dt)) return;
  world.awake.delete(monster);
  world.monsters.delete(monster.id);
  world.monsterGrid.remove(monster);
  world.events.push({ type: 'gone', entity: monster });
  const { respawnSec } = monster.slot.area;
  if (respawnSec !== null) wait(world, monster.slot, Math.max(0, respawnSec - since * dt), dt);
}

function appear(world: World, slot: MonsterSlot, { x, y }: Point): void {
  const { kind } = slot;
  const stats = statsInRift(world, kind.stats);
  const serial = ++slot.serial;
  const monster: Monster = {
    // Not spread, and these first: what every look at many of them reads lies together in memory.
    mark: 0,
    cell: -1,
    index: -1,
    viewers: new FewSet(),
    type: 'monster',
    id: `m${slot.number}-${serial}`,
    side: 'monsters',
    kind,
    slot,
    serial,
    home: { x, y },
    straight: [{ x, y }],
    body: { x, y, facing: nextBetween(world.random, 0, 255) },
    half: kind.half,
    level: kind.level,
    stats,
    vitals: { health: stats.health, mana: stats.mana, stamina: stats.stamina },
    speed: kind.speed,
    statuses: new LazyMap(),
    cooldowns: new LazyMap(),
    wounds: new LazyMap(),
    foughtTick: -1,
    diedTick: -1,
    moved: false,
    changed: true,
    mode: 'sleep',
    modeTick: world.tick,
    targetId: null,
    threat: new LazyMap(),
    path: NOWHERE,
    pathIndex: 0,
    thinkTick: world.tick,
    nearTick: world.tick,
    closeTick: world.tick,
    stuckTick: -1,
    hasFled: false,
  };
  world.monsters.set(monster.id, monster);
  world.monsterGrid.place(monster, x, y);
  world.events.push({ type: 'appeared', entity: monster });
}

function wait({ waitingMonsters, tick }: World, slot: MonsterSlot, seconds: number, dt: number): void {
  queue(waitingMonsters, slot, tick + ticksFor(seconds, dt));
}

function isTaken({ monsterGrid }: World, { x, y }: Point): boolean {
  let taken = false;
  monsterGrid.forEachNear(x, y, GROUND_STEP, (_other, squared) => {
    if (squared < GROUND_STEP ** 2) taken = true;
  });
  return taken;
}

function isSeen({ grid, map }: World, { x, y }: Point): boolean {
  let seen = false;
  grid.forEachNear(x, y, UNSEEN_RADIUS, (player, squared) => {
    if (seen || !isAlive(player) || squared > UNSEEN_RADIUS ** 2) return;
    seen = hasLineOfSight(map, x, y, player.body.x, player.body.y);
  });
  return seen;
}
