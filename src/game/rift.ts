import type { RiftScaling, Stats } from '../content/combat-types.ts';
import { isAlive } from './actor.ts';
import type { Monster } from './monster.ts';
import type { World } from './world.ts';

/** What travels to clients has 16 bits. */
const MOST = 65_535;

/** One instance of a rift, from its first character to the death of its boss. */
export interface RiftRun {
  /** Most characters that were in it at once. */
  size: number;
  /** When the first one entered; -1: nobody yet. */
  startedTick: number;
  /** When its boss died; -1: it lives. */
  clearedTick: number;
  /** Ids of the characters that have fought in it, also of those that left meanwhile. */
  readonly fighters: Set<string>;
}

export function newRiftRun(): RiftRun {
  return { size: 1, startedTick: -1, clearedTick: -1, fighters: new Set() };
}

/**
 * `health · (1 + share · (n − 1))`, rounded, and as much for attack, where n characters are against them.
 */
export function scaledStats(stats: Readonly<Stats>, size: number, scaling: RiftScaling): Stats {
  const more = Math.min(size, scaling.most) - 1;
  return {
    ...stats,
    health: Math.min(MOST, Math.round(stats.health * (1 + scaling.health * more))),
    attack: Math.min(MOST, Math.round(stats.attack * (1 + scaling.attack * more))),
  };
}

/** What a monster that appears now has. */
export function statsInRift({ rift, rules }: World, stats: Readonly<Stats>): Readonly<Stats> {
  return rift && rules.rift && rift.size > 1 ? scaledStats(stats, rift.size, rules.rift) : stats;
}

/**
 * Monsters grow with the most characters that were ever in it together, and never shrink, so that nobody enters alone,
 * begins with the boss and calls the others then, nor leaves to make it weaker. Also notes who fights.
 */
export function growRift(world: World): void {
  const { rift, players, tick } = world;
  if (!rift || players.size === 0) return;
  if (rift.startedTick < 0) rift.startedTick = tick;
  for (const { foughtTick, id } of players.values()) if (foughtTick >= 0) rift.fighters.add(id);
  if (players.size <= rift.size || rift.clearedTick >= 0) return;
  rift.size = players.size;
  for (const monster of world.monsters.values()) if (isAlive(monster)) grow(world, monster);
}

/** The first time that a boss of this rift dies it is cleared, by those who fought: nobody comes for the reward alone. */
export function noteDeath(world: World, { kind, diedTick }: Monster): void {
  const { rift } = world;
  if (!rift || rift.clearedTick >= 0 || kind.rank !== 'boss') return;
  rift.clearedTick = diedTick;
  const playerIds = [...world.players.keys()].filter((id) => rift.fighters.has(id));
  const ticks = diedTick - rift.startedTick;
  world.events.push({ type: 'rift-cleared', playerIds, ticks, boss: kind.id });
}

/** It keeps the share of its health. */
function grow(world: World, monster: Monster): void {
  const share = monster.vitals.health / monster.stats.health;
  monster.stats = statsInRift(world, monster.kind.stats);
  monster.vitals.health = share * monster.stats.health;
  monster.changed = true;
}
