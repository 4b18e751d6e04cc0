import type { Characters } from '../characters/characters.ts';
import type { Page } from '../economy/ledger.ts';
import { GameError } from '../errors.ts';
import type { MatchStore, PlayedMatch, StoredMatch } from './match-store.ts';
import { ratingsAfter } from './rating.ts';

/** What was fought out in arenas. Every method throws GameError as noted. */
export interface Matches {
  /** For the world, exactly once by key; rates everybody who took part. */
  record(match: PlayedMatch): Promise<StoredMatch>;
  /** Errors: match_not_found */
  get(id: string): Promise<StoredMatch>;
  /** Newest first. Errors: character_not_found, invalid_request for a foreign cursor */
  ofCharacter(
    accountId: string,
    characterId: string,
    cursor: string | null,
    limit: number,
  ): Promise<Page<StoredMatch>>;
}

export interface MatchesDependencies {
  store: MatchStore;
  characters: Pick<Characters, 'get'>;
}

export function makeMatches({ store, characters }: MatchesDependencies): Matches {
  return {
    record: (match) => store.record(match, ratingsAfter),

    async get(id) {
      const match = await store.find(id);
      if (!match) throw new GameError('match_not_found');
      return match;
    },

    async ofCharacter(accountId, characterId, cursor, limit) {
      const { id } = await characters.get(accountId, characterId);
      return store.ofCharacter(id, cursor, limit);
    },
  };
}
