import type { Ability, Progression, Stats, StatusKind } from './combat-types.ts';
import type { FileProblems } from './content-error.ts';
import type { CharacterClass } from './types.ts';

/** What travels to clients has 16 bits for a value of a character, of which equipment and the like may add 20,000. */
const STAT_MOST = 45_000;
/** … and 32 bits for experience. */
const EXPERIENCE_MOST = 2 ** 32 - 1;

/** Adds a problem for every ability that is not there, or there twice, and for values that grow too large. */
export function checkClasses(
  classes: ReadonlyMap<string, CharacterClass>,
  abilities: ReadonlyMap<string, Ability> | null,
  progression: Progression | null,
  problems: FileProblems,
): void {
  for (const [index, kind] of [...classes.values()].entries()) {
    const path = `classes[${index}]`;
    for (const [at, id] of kind.abilities.entries()) {
      if (abilities && !abilities.has(id))
        problems.add(`${path}.abilities[${at}]`, `no such ability "${id}"`);
      if (kind.abilities.indexOf(id) < at) problems.add(`${path}.abilities[${at}]`, `"${id}" is there twice`);
    }
    if (progression) checkGrowth(kind, progression.maxLevel, path, problems);
  }
}

export function checkProgression(
  { experience, maxLevel, respawnAtMostSec, respawnSec, respawnStatus }: Progression,
  statuses: ReadonlyMap<string, StatusKind> | null,
  problems: FileProblems,
): void {
  const status = statuses?.get(respawnStatus);
  if (statuses && !status) problems.add('respawnStatus', `no such status "${respawnStatus}"`);
  if (status?.harmful) problems.add('respawnStatus', `"${respawnStatus}" is harmful`);
  if (respawnAtMostSec < respawnSec) problems.add('respawnAtMostSec', 'must not be below respawnSec');
  const last = experience.base * experience.multiplier ** (maxLevel - 2);
  if (last > EXPERIENCE_MOST) problems.add('experience', `level ${maxLevel} takes more than 32 bits can say`);
}

function checkGrowth(kind: CharacterClass, maxLevel: number, path: string, problems: FileProblems): void {
  for (const [name, growth] of Object.entries(kind.growth) as [keyof Stats, number][]) {
    const most = kind[name] + growth * (maxLevel - 1);
    if (most > STAT_MOST) problems.add(`${path}.growth.${name}`, `comes to more than ${STAT_MOST}`);
  }
}
