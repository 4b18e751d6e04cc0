import type { Place } from '../content/types.ts';
import { GameError } from '../errors.ts';

/** What a character lacks of what a place requires. */
export interface Missing {
  kind: 'level';
  needed: number;
  has: number;
}

export function missingFor(place: Place, character: { level: number }): Missing[] {
  return place.requires
    .filter(({ level }) => character.level < level)
    .map(({ kind, level }) => ({ kind, needed: level, has: character.level }));
}

/** Errors: place_locked, with what is missing in its details. */
export function assertUnlocked(place: Place, character: { level: number }): void {
  const missing = missingFor(place, character);
  if (missing.length > 0) throw new GameError('place_locked', { details: { missing } });
}
