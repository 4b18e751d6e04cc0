import type { Stats } from '../content/combat-types.ts';
import type { CharacterClass } from '../content/types.ts';
import type { Effects } from '../content/upgrades.ts';
import type { Actor, Vitals } from './actor.ts';

const NAMES = ['health', 'mana', 'stamina', 'attack', 'defence'] as const;

/** `class + growth · (level − 1) + effects`, in whole numbers. */
export function characterStats(kind: CharacterClass, level: number, effects: Readonly<Effects>): Stats {
  const stats = {} as Stats;
  for (const name of NAMES)
    stats[name] = Math.floor(kind[name] + kind.growth[name] * (level - 1)) + effects[name];
  return stats;
}

/** Nothing is above what the stats allow, nor below 0. */
export function clampVitals(vitals: Vitals, stats: Readonly<Stats>): void {
  vitals.health = Math.min(stats.health, Math.max(0, vitals.health));
  vitals.mana = Math.min(stats.mana, Math.max(0, vitals.mana));
  vitals.stamina = Math.min(stats.stamina, Math.max(0, vitals.stamina));
}

/** It has all that it can have. */
export function fillVitals({ vitals, stats }: Pick<Actor, 'vitals' | 'stats'>): void {
  vitals.health = stats.health;
  vitals.mana = stats.mana;
  vitals.stamina = stats.stamina;
}

/** World pixels per second with its statuses, a whole number; 0 when it cannot move. */
export function speedNow({ statuses, diedTick }: Pick<Actor, 'statuses' | 'diedTick'>, base: number): number {
  if (diedTick >= 0) return 0;
  let share = 1;
  for (const { kind } of statuses.values()) {
    if (kind.rooted || kind.stunned) return 0;
    share += kind.speed;
  }
  return Math.max(0, Math.round(base * share));
}
