import type { StatusKind } from '../content/combat-types.ts';
import type { Actor, Status } from './actor.ts';
import { isMonster, isPlayer, isStanding } from './actors.ts';
import { ticksFor } from './duration.ts';
import { speedWith } from './effects.ts';
import { canBeHarmed } from './monster.ts';
import { speedNow } from './stats.ts';
import type { World } from './world.ts';

/**
 * Lets something last on an actor, unless it is dead. The same kind again begins its time and what it absorbs anew, but not
 * its seconds: who is set on fire again and again burns once a second all the same.
 * @param sourceId of the actor it is from
 * @param dt seconds per tick
 */
export function gain(world: World, target: Actor, kind: StatusKind, sourceId: string, dt: number): void {
  if (!isStanding(target)) return;
  const known = target.statuses.get(kind.id);
  const endTick = world.tick + ticksFor(kind.seconds, dt);
  const nextTick = known?.nextTick ?? world.tick + ticksFor(1, dt);
  target.statuses.set(kind.id, { kind, sourceId, endTick, absorb: kind.absorb, nextTick });
  if (known) return;
  world.afflicted.add(target);
  refresh(target);
  world.events.push({ type: 'status-gained', target, status: kind });
}

export function lose(world: World, target: Actor, { kind }: Pick<Status, 'kind'>): void {
  if (!target.statuses.delete(kind.id)) return;
  refresh(target);
  world.events.push({ type: 'status-lost', target, status: kind });
}

/** Whoever acts is neither hidden nor protected any more. */
export function endOnAct(world: World, actor: Actor): void {
  for (const status of actor.statuses.values()) {
    if (status.kind.hidden || status.kind.protected) lose(world, actor, status);
  }
}

/** Statuses take damage before health does, the oldest first. @returns how much they took */
export function absorb(world: World, target: Actor, damage: number): number {
  let left = damage;
  for (const status of target.statuses.values()) {
    if (left === 0) break;
    if (status.kind.absorb === 0) continue;
    const taken = Math.min(left, status.absorb);
    status.absorb -= taken;
    left -= taken;
    if (status.absorb === 0) lose(world, target, status);
  }
  return damage - left;
}

export function isStunned(actor: Actor): boolean {
  return some(actor, ({ stunned }) => stunned);
}

export function isRooted(actor: Actor): boolean {
  return some(actor, ({ rooted, stunned }) => rooted || stunned);
}

/** Nothing harms it, neither blows nor statuses. What happened to travellers would be lost: where they arrive they are as they left. */
export function isImmune(actor: Actor): boolean {
  if (isPlayer(actor) && actor.frozen) return true;
  return some(actor, (kind) => kind.protected) || (isMonster(actor) && !canBeHarmed(actor));
}

/** Attack with what lasts on it. */
export function attackOf(actor: Actor): number {
  return actor.stats.attack * factorOf(actor, 'attack');
}

/** Defence with what lasts on it. */
export function defenceOf(actor: Actor): number {
  return actor.stats.defence * factorOf(actor, 'defence');
}

function factorOf({ statuses }: Actor, name: 'attack' | 'defence'): number {
  let factor = 1;
  for (const { kind } of statuses.values()) factor += kind[name];
  return Math.max(0, factor);
}

function some({ statuses }: Actor, test: (kind: StatusKind) => boolean): boolean {
  for (const { kind } of statuses.values()) if (test(kind)) return true;
  return false;
}

function refresh(actor: Actor): void {
  actor.changed = true;
  if (isPlayer(actor)) actor.speed = speedNow(actor, speedWith(actor.classSpeed, actor.effects));
  else if (isMonster(actor)) actor.speed = speedNow(actor, actor.kind.speed);
}
