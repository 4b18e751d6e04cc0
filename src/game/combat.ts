import { type Actor, areEnemies, isAlive } from './actor.ts';
import { actorOf, isMonster, isPlayer, isStanding } from './actors.ts';
import { ticksFor } from './duration.ts';
import { interruptCollection } from './harvest.ts';
import { nextFloat } from './random.ts';
import { absorb, attackOf, defenceOf, isImmune } from './statuses.ts';
import { addThreat } from './threat.ts';
import type { Player, World } from './world.ts';

/** Damage is rolled from this share of it on … */
const LOWEST_ROLL = 0.9;
/** … over so much more. */
const ROLL_SPAN = 0.2;
/** Each point of defence weighs so much against the hundred that damage is measured by. */
const DEFENCE_WEIGHT = 5;
/** What monsters mind of a healing, against the same amount of damage. */
const HEALING_THREAT = 0.5;

/** How much an ability does: `amount` plus the `share` of the attack of who uses it. */
export interface Power {
  amount: number;
  share: number;
}

/**
 * An enemy is hit: `(amount + share · attack) · 100 / (100 + 5 · defence) · roll`, roll from 0.9 to 1.1, rounded, at least 1;
 * attack and defence with statuses. Friends and the dead are not.
 */
export function harm(world: World, source: Actor, target: Actor, power: Power, abilityId: string): void {
  if (!areEnemies(source, target) || !isStanding(target)) return;
  const roll = LOWEST_ROLL + ROLL_SPAN * nextFloat(world.random);
  const armour = 100 / (100 + DEFENCE_WEIGHT * defenceOf(target));
  const damage = Math.max(1, Math.round(powerOf(source, power) * armour * roll));
  takeDamage(world, source.id, target, damage, abilityId);
}

/** A friend, or oneself, gets back `amount + share · attack`, rounded. Enemies and the dead do not. */
export function heal(world: World, source: Actor, target: Actor, power: Power, abilityId: string): void {
  if (areEnemies(source, target)) return;
  takeHealing(world, source.id, target, Math.round(powerOf(source, power)), abilityId);
}

/**
 * Damage as it is, less what statuses absorb. Whose health ends is on `world.dying`.
 * @param sourceId to whom it is credited; it may have left the world
 * @param abilityId null: of a status
 */
export function takeDamage(
  world: World,
  sourceId: string,
  target: Actor,
  damage: number,
  abilityId: string | null,
): void {
  if (!isStanding(target)) return;
  if (isImmune(target)) {
    world.events.push({ type: 'hit', sourceId, target, abilityId, amount: 0, absorbed: 0 });
    return;
  }
  const absorbed = absorb(world, target, damage);
  const amount = Math.min(damage - absorbed, Math.ceil(target.vitals.health));
  target.vitals.health = Math.max(0, target.vitals.health - amount);
  target.changed = true;
  world.events.push({ type: 'hit', sourceId, target, abilityId, amount, absorbed });
  wound(world, sourceId, target, amount + absorbed);
  engage(world, sourceId, target, amount + absorbed);
  if (isPlayer(target)) interruptCollection(world, target, 'interrupted');
  if (target.vitals.health === 0) world.dying.push(target);
}

/** Never above the most, never the dead. Who helps those that fight monsters fights too. Parameters as of `takeDamage`. */
export function takeHealing(
  world: World,
  sourceId: string,
  target: Actor,
  healing: number,
  abilityId: string | null,
): void {
  if (!isStanding(target)) return;
  const { stats, vitals } = target;
  const amount = Math.ceil(Math.min(healing, stats.health - vitals.health));
  if (amount <= 0) return;
  vitals.health = Math.min(stats.health, vitals.health + healing);
  target.changed = true;
  world.events.push({ type: 'healed', sourceId, target, abilityId, amount });
  const source = actorOf(world, sourceId);
  for (const monster of world.awake) {
    if (!monster.threat.has(target.id)) continue;
    addThreat(world, monster, sourceId, amount * HEALING_THREAT);
    if (source) source.foughtTick = world.tick;
  }
}

/** They are in a fight, and a monster minds it. */
export function engage(world: World, sourceId: string, target: Actor, threat: number): void {
  target.foughtTick = world.tick;
  const source = actorOf(world, sourceId);
  if (source) source.foughtTick = world.tick;
  if (isMonster(target)) addThreat(world, target, sourceId, threat);
}

/** @param dt seconds per tick */
export function isInFight({ rules, tick }: World, { foughtTick }: Actor, dt: number): boolean {
  return foughtTick >= 0 && tick - foughtTick < ticksFor(rules.progression.fightSec, dt);
}

/** Nobody escapes the monsters by leaving. Out of a match everybody may go: that loses it. */
export function isHeldByFight(world: World, player: Player, dt: number): boolean {
  return world.match === null && isAlive(player) && isInFight(world, player, dt);
}

/** What is too long ago for the credit of a death. Without this, who never dies would remember everybody. */
export function forgetOldWounds({ rules, tick }: World, { wounds }: Actor, dt: number): void {
  const since = tick - ticksFor(rules.progression.assistSec, dt);
  for (const [id, { lastTick }] of wounds) if (lastTick < since) wounds.delete(id);
}

function powerOf(source: Actor, { amount, share }: Power): number {
  return amount + share * attackOf(source);
}

/** Who harmed it last stands last. */
function wound({ tick }: World, sourceId: string, { wounds }: Actor, damage: number): void {
  const before = wounds.get(sourceId)?.damage ?? 0;
  wounds.delete(sourceId);
  wounds.set(sourceId, { damage: before + damage, lastTick: tick });
}
