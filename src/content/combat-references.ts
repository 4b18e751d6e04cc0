import type { Ability, StatusKind } from './combat-types.ts';
import type { FileProblems } from './content-error.ts';

/** Whom an ability can reach at all. */
const REACHES: Readonly<Record<Ability['shape']['kind'], { friends: boolean; enemies: boolean }>> = {
  self: { friends: true, enemies: false },
  ally: { friends: true, enemies: false },
  dash: { friends: true, enemies: false },
  enemy: { friends: false, enemies: true },
  arc: { friends: false, enemies: true },
  projectile: { friends: false, enemies: true },
  circle: { friends: true, enemies: true },
};

/** Effects name statuses that exist, and are for somebody whom the shape reaches. */
export function checkAbilities(
  abilities: ReadonlyMap<string, Ability>,
  statuses: ReadonlyMap<string, StatusKind>,
  problems: FileProblems,
): void {
  for (const [index, { effects, shape }] of [...abilities.values()].entries()) {
    const { enemies, friends } = REACHES[shape.kind];
    for (const [at, effect] of effects.entries()) {
      const path = `abilities[${index}].effects[${at}]`;
      if (effect.kind === 'status' && !statuses.has(effect.status)) {
        problems.add(`${path}.status`, `no such status "${effect.status}"`);
        continue;
      }
      const harms =
        effect.kind === 'status' ? statuses.get(effect.status)!.harmful : effect.kind === 'damage';
      if (harms && !enemies) problems.add(path, `harms, but "${shape.kind}" reaches no enemies`);
      if (!harms && !friends) problems.add(path, `helps, but "${shape.kind}" reaches no friends`);
    }
  }
}
