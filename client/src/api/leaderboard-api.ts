import { type CharacterApi, type Page, pathOf, queryOf } from './character-api.ts';

export const BOARDS = ['wealth', 'kills', 'rift-times', 'arena-rating'] as const;
export type BoardName = (typeof BOARDS)[number];
export type Scope = 'everybody' | 'around' | 'friends';

export interface Standing {
  rank: number;
  characterId: string;
  name: string;
  classId: string;
  level: number;
  /** Credits, kills, milliseconds or rating. */
  score: number;
}

export interface BoardChoice {
  board: BoardName;
  scope: Scope;
  /** Id of a rift, for its times. */
  place: string | null;
  /** Null: all time. */
  season: 'current' | null;
}

/** The routes of leaderboards, for one character. */
export class LeaderboardApi {
  private readonly api: CharacterApi;

  constructor(api: CharacterApi) {
    this.api = api;
  }

  /** Best first. Pages are for everybody alone: of the other scopes the first one has all. */
  page({ board, scope, place, season }: BoardChoice, cursor: string | null): Promise<Page<Standing>> {
    const path =
      scope === 'everybody'
        ? pathOf('leaderboards', board)
        : pathOf('leaderboards', board, scope, this.api.characterId);
    return this.api.get(path + queryOf({ place, season, cursor }));
  }
}
