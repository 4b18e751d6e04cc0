import type { Actor } from './actor.ts';
import { actorOf, relocate } from './actors.ts';
import { farthestSpawn } from './arena.ts';
import { ticksFor } from './duration.ts';
import { speedWith } from './effects.ts';
import type { Point } from './free-ground.ts';
import { interruptCollection } from './harvest.ts';
import type { Monster } from './monster.ts';
import { loseExperience } from './progression.ts';
import { fillVitals, speedNow } from './stats.ts';
import { gain } from './statuses.ts';
import type { Player, World } from './world.ts';

/** Whose death it is. */
export interface Credit {
  /** The actor that did the last harm; null: it is not in the world any more. */
  killerId: string | null;
  /** Characters in the world that harmed it lately, most damage first; not those whose travel has begun. */
  creditIds: string[];
}

/**
 * Ends a life; everything that lasted on it ends too.
 * @param dt seconds per tick
 * @returns who takes part in it
 */
export function die(world: World, actor: Actor, dt: number): Credit {
  const credit = creditFor(world, actor, dt);
  actor.diedTick = world.tick;
  actor.speed = 0;
  actor.statuses.clear();
  actor.wounds.clear();
  actor.changed = true;
  world.events.push({ type: 'died', actor, ...credit });
  return credit;
}

/** What else a death is to a character. Among characters it costs nothing. */
export function layDown(world: World, player: Player): void {
  interruptCollection(world, player, 'interrupted');
  if (world.rules.combat !== 'everyone') loseExperience(world, player);
}

/** What else a death is to a monster. */
export function forgetAll({ tick }: World, monster: Monster): void {
  monster.mode = 'dead';
  monster.modeTick = tick;
  monster.targetId = null;
  monster.threat.clear();
  monster.path = [];
}

/** @returns the tick from which on a dead character may stand up; where a match is played its rules say when */
export function respawnTick({ rules }: Pick<World, 'rules'>, { diedTick }: Player, dt: number): number {
  return diedTick + ticksFor((rules.match ?? rules.progression).respawnSec, dt);
}

/** A dead character lives again: at a spawn, and as fresh as can be. */
export function standUp(world: World, player: Player, dt: number): void {
  const { rules } = world;
  const { x, y } = world.match ? farthestSpawn(world, player) : nearest(world.spawns, player.body);
  player.diedTick = -1;
  player.speed = speedNow(player, speedWith(player.classSpeed, player.effects));
  player.changed = true;
  relocate(world, player, x, y);
  fillVitals(player);
  gain(world, player, rules.statuses.get(rules.progression.respawnStatus)!, player.id, dt);
  world.events.push({ type: 'respawned', player });
}

function creditFor(world: World, { wounds }: Actor, dt: number): Credit {
  const { players, rules, tick } = world;
  const since = tick - ticksFor(rules.progression.assistSec, dt);
  const last = [...wounds.keys()].at(-1);
  const killer = last === undefined ? undefined : actorOf(world, last);
  const creditIds = [...wounds]
    .filter(([id, wound]) => wound.lastTick >= since && players.get(id)?.frozen === false)
    .sort(([, a], [, b]) => b.damage - a.damage)
    .map(([id]) => id);
  return { killerId: killer?.id ?? null, creditIds };
}

function nearest(points: readonly Point[], { x, y }: Point): Point {
  const distanceTo = (point: Point) => Math.hypot(point.x - x, point.y - y);
  return points.reduce((best, point) => (distanceTo(point) < distanceTo(best) ? point : best));
}
