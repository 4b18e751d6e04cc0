import type { Place } from '../content/types.ts';
import { GameError } from '../errors.ts';
import type { UpgradeLevels } from '../game/effects.ts';
import { type Missing, missingOf } from '../game/requirements.ts';

/** Levels of the upgrades of characters, by the characters' ids; who is not there has none. */
export type UpgradeLevelsOf = (
  characterIds: readonly string[],
) => Promise<ReadonlyMap<string, UpgradeLevels>>;

export const NO_UPGRADES: UpgradeLevels = new Map();

/** Who wants to be let in. */
export interface Newcomer {
  characterId: string;
  level: number;
}

/** What each of them lacks of what a place requires, in their order. */
export async function missingFor(
  place: Place,
  newcomers: readonly Newcomer[],
  levelsOf: UpgradeLevelsOf,
): Promise<Missing[][]> {
  const asksForUpgrades = place.requires.some(({ kind }) => kind === 'upgrade');
  const ids = newcomers.map(({ characterId }) => characterId);
  const levels = asksForUpgrades ? await levelsOf(ids) : new Map<string, UpgradeLevels>();
  return newcomers.map(({ characterId, level }) =>
    missingOf(place.requires, { level, upgrades: levels.get(characterId) ?? NO_UPGRADES }),
  );
}

/** Errors: place_locked, with what is missing in its details. */
export async function assertUnlocked(
  place: Place,
  newcomer: Newcomer,
  levelsOf: UpgradeLevelsOf,
): Promise<void> {
  const [missing] = await missingFor(place, [newcomer], levelsOf);
  if (missing!.length > 0) throw new GameError('place_locked', { details: { missing } });
}
