import type { Progression } from '../content/combat-types.ts';
import { isAlive, type Vitals } from './actor.ts';
import { isStanding } from './actors.ts';
import { INTEREST } from './interest.ts';
import type { Monster } from './monster.ts';
import { fillVitals } from './stats.ts';
import { affect, type Player, type World } from './world.ts';

/** What of a character outlasts its world, in whole numbers. Without health it is dead. */
export interface Progress extends Vitals {
  level: number;
  /** Since the last level. */
  experience: number;
}

/** @returns the experience from this level to the next, `base · multiplier^(level − 1)`, rounded; 0 at the highest one */
export function experienceToNext({ experience, maxLevel }: Progression, level: number): number {
  if (level >= maxLevel) return 0;
  return Math.round(experience.base * experience.multiplier ** (level - 1));
}

/**
 * One's part of the experience for a kill: an equal share, rounded up, and less of it, rounded, for who is far above it.
 * @param killed level: of what was killed
 * @param sharers how many take part
 */
export function killExperience(
  { killExperience: { fullUpTo, lossPerLevel } }: Progression,
  killed: { level: number; experience: number },
  level: number,
  sharers: number,
): number {
  const beyond = Math.max(0, level - killed.level - fullUpTo);
  const share = Math.max(0, 1 - lossPerLevel * beyond);
  return Math.round(Math.ceil(killed.experience / sharers) * share);
}

/** @param amount whole, not negative. At the highest level nothing is gained any more. */
export function gainExperience(world: World, player: Player, amount: number): void {
  const { progression } = world.rules;
  const { level: before } = player;
  if (amount === 0 || before >= progression.maxLevel) return;
  player.experience += amount;
  for (let next = experienceToNext(progression, before); next > 0 && player.experience >= next; ) {
    player.experience -= next;
    player.level += 1;
    next = experienceToNext(progression, player.level);
  }
  if (player.level === progression.maxLevel) player.experience = 0;
  player.changed = true;
  world.events.push({ type: 'experience', player, amount });
  if (player.level > before) rise(world, player);
}

/** For those who took part in a kill, and those of their parties who are near and stay, such as who healed them. */
export function shareExperience(
  world: World,
  { body, kind, level }: Monster,
  creditIds: readonly string[],
): void {
  if (creditIds.length === 0) return;
  const parties = new Set(creditIds.map((id) => world.players.get(id)!.partyId));
  parties.delete(null);
  const sharers = new Set(creditIds.map((id) => world.players.get(id)!));
  const { enterRadius } = INTEREST;
  world.grid.forEachNear(body.x, body.y, enterRadius, (player, squared) => {
    const { frozen, partyId } = player;
    if (!frozen && parties.has(partyId) && squared <= enterRadius ** 2) sharers.add(player);
  });
  const killed = { level, experience: kind.experience };
  for (const player of sharers) {
    const { progression } = world.rules;
    gainExperience(world, player, killExperience(progression, killed, player.level, sharers.size));
  }
}

/** Never takes a level. */
export function loseExperience({ rules }: World, player: Player): void {
  player.experience -= Math.floor(player.experience * rules.progression.deathLoss);
  player.changed = true;
}

/** A moment of it, to be kept. Who lives keeps at least 1 health: with 0 it would be dead when it comes back. */
export function progressOf({ diedTick, level, experience, vitals }: Player): Progress {
  return {
    level,
    experience,
    health: isAlive({ diedTick }) ? Math.max(1, Math.floor(vitals.health)) : 0,
    mana: Math.floor(vitals.mana),
    stamina: Math.floor(vitals.stamina),
  };
}

function rise(world: World, player: Player): void {
  affect(world, player, player.effects);
  // Who dies in this very tick dies all the same.
  if (isStanding(player)) fillVitals(player);
  world.events.push({ type: 'level-up', player, level: player.level });
}
