import type { Attempt } from './attempt.ts';

/** What the panels of party and friends know of the world around them. */
export interface SocialContext {
  characterId: string;
  placeName(placeId: string): string;
  /** CSS colour of a class. */
  colorOf(classId: string): string;
  /** Id of the instance that one is in; null: in none. */
  instance(): string | null;
  /** Names of the others in view. */
  namesNearby(): readonly string[];
  attempt: Attempt;
}

/** @param place id of the place where somebody is; null: not in the world */
export function whereabouts(place: string | null, placeName: (placeId: string) => string): string {
  return place === null ? 'not in the world' : `in ${placeName(place)}`;
}
