import type { Page } from '../economy/ledger.ts';
import type { Rated } from './rating.ts';

/** What somebody did in a match. */
export interface MatchEntrant {
  characterId: string;
  /** From 1; equals share one. */
  rank: number;
  kills: number;
  deaths: number;
  assists: number;
  damage: number;
  /** It went before the end. */
  left: boolean;
}

/** A match that was fought out, as the room saw it. */
export interface PlayedMatch {
  /** Names it for ever; stored again it changes nothing. At most 200 characters. */
  key: string;
  place: string;
  startedAt: Date;
  endedAt: Date;
  entrants: readonly MatchEntrant[];
}

export interface StoredEntrant extends MatchEntrant {
  name: string;
  ratingBefore: number;
  ratingAfter: number;
}

export interface StoredMatch {
  id: string;
  place: string;
  startedAt: Date;
  endedAt: Date;
  /** Best first; of characters who are no more nothing is kept. */
  entrants: StoredEntrant[];
}

/** What matches need of their storage. Implemented in `src/db/`. */
export interface MatchStore {
  /**
   * Stores a match and the arena ratings that it leads to, all or nothing, once by its key.
   * @param rate new ratings from those that the entrants have, in their order
   * @returns the match as it is stored, from now or before
   */
  record(match: PlayedMatch, rate: (entrants: readonly Rated[]) => number[]): Promise<StoredMatch>;
  /** @returns null: there is none */
  find(id: string): Promise<StoredMatch | null>;
  /** Newest first. Errors: invalid_request for a foreign cursor */
  ofCharacter(characterId: string, cursor: string | null, limit: number): Promise<Page<StoredMatch>>;
}
