import type { Entries } from './lazy-map.ts';
import type { Player, World } from './world.ts';

/** Somebody leaves: going out and in again makes nothing ready before its time. */
export function keepCooldowns(world: World, { cooldowns, id }: Player): void {
  const { absentCooldowns, tick } = world;
  for (const [one, those] of absentCooldowns) if (areOver(those, tick)) absentCooldowns.delete(one);
  if (!areOver(cooldowns, tick)) absentCooldowns.set(id, cooldowns);
}

/** @returns those that somebody has who comes in */
export function takeCooldowns({ absentCooldowns }: World, id: string): Entries<string, number> {
  const kept = absentCooldowns.get(id);
  absentCooldowns.delete(id);
  return kept ?? new Map();
}

function areOver(cooldowns: Entries<string, number>, now: number): boolean {
  for (const readyTick of cooldowns.values()) if (readyTick > now) return false;
  return true;
}
