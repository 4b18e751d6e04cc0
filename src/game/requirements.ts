import type { Requirement } from '../content/types.ts';
import type { UpgradeLevels } from './effects.ts';

/** What a character lacks of a requirement. */
export type Missing =
  | { kind: 'level'; needed: number; has: number }
  | { kind: 'upgrade'; upgrade: string; needed: number; has: number };

/** What requirements are measured against. */
export interface Standing {
  level: number;
  upgrades: UpgradeLevels;
}

/** @returns empty: nothing is missing */
export function missingOf(requires: readonly Requirement[], { level, upgrades }: Standing): Missing[] {
  return requires.flatMap((requirement): Missing[] => {
    const { level: needed } = requirement;
    const has = requirement.kind === 'level' ? level : (upgrades.get(requirement.upgrade) ?? 0);
    if (has >= needed) return [];
    return requirement.kind === 'level'
      ? [{ kind: 'level', needed, has }]
      : [{ kind: 'upgrade', upgrade: requirement.upgrade, needed, has }];
  });
}
