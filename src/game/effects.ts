import type { Effects, Upgrade } from '../content/upgrades.ts';

/** Levels of a character's upgrades by id; what is not there is at 0. */
export type UpgradeLevels = ReadonlyMap<string, number>;

/** The one table of effects: the most that each can come to, whatever it is added up from. Units as in `Effects`. */
const MOST: Readonly<Effects> = {
  speed: 100,
  speedBonus: 1,
  slots: 1000,
  carry: 10_000_000,
  collection: 5,
  scannerRange: 2000,
  magnetRange: 500,
  health: 20_000,
  mana: 20_000,
  stamina: 20_000,
  attack: 5000,
  defence: 5000,
};

const NAMES = Object.keys(MOST) as (keyof Effects)[];

export const NO_EFFECTS: Readonly<Effects> = sumEffects([]);

/** @param parts what upgrades, equipment and a fitted ship add, in any order */
export function sumEffects(parts: Iterable<Readonly<Partial<Effects>>>): Effects {
  const sum = Object.fromEntries(NAMES.map((name) => [name, 0])) as unknown as Effects;
  for (const part of parts) {
    for (const name of NAMES) sum[name] += part[name] ?? 0;
  }
  for (const name of NAMES) sum[name] = Math.min(MOST[name], sum[name]);
  return sum;
}

/** What a character's upgrades add. Those that content does not know any more add nothing. */
export function effectsOfUpgrades(
  levels: UpgradeLevels,
  upgrades: ReadonlyMap<string, Upgrade>,
): Partial<Effects>[] {
  return [...levels].map(([id, level]) => {
    const { effects, maxLevel } = upgrades.get(id) ?? { effects: {}, maxLevel: 0 };
    const counted = Math.min(level, maxLevel);
    return Object.fromEntries(Object.entries(effects).map(([name, amount]) => [name, amount * counted]));
  });
}

/**
 * World pixels per second: `(class + speed) · (1 + speedBonus)`, in whole pixels, so that clients that predict with what
 * the state tells them reckon with the very same number.
 */
export function speedWith(classSpeed: number, { speed, speedBonus }: Readonly<Effects>): number {
  return Math.round((classSpeed + speed) * (1 + speedBonus));
}
