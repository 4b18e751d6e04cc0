import type { Ability } from '../../../../src/content/combat-types.ts';
import { numberText } from '../../economy/words.ts';

/** What an ability is, in a few lines. */
export function abilityText({ name, text, cost, cooldownSec }: Ability): string {
  const costs = [
    cost.mana > 0 ? `${numberText(cost.mana)} mana` : null,
    cost.stamina > 0 ? `${numberText(cost.stamina)} stamina` : null,
    `ready after ${numberText(cooldownSec)} s`,
  ];
  return `${name}: ${text}\n${costs.filter((part) => part !== null).join(', ')}`;
}

/** What is left of a wait: whole seconds, and tenths in the last ones. */
export function secondsText(leftMs: number): string {
  const seconds = leftMs / 1000;
  return seconds < 3 ? (Math.ceil(seconds * 10) / 10).toFixed(1) : String(Math.ceil(seconds));
}

/** How much of a cooldown is left, 0 to 1, as a property of a style. */
export function sweepOf(leftMs: number, cooldownMs: number): string {
  if (leftMs <= 0 || cooldownMs <= 0) return '0';
  return Math.min(1, leftMs / cooldownMs).toFixed(3);
}

/** A wait in minutes and seconds: "2:05". */
export function clockText(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What the fallen are told of it. @param killer its name; null: nobody whom one sees */
export function fallText(killer: string | null): string | null {
  return killer === null ? null : `${killer} was stronger.`;
}
