import type { Page } from '../economy/ledger.ts';
import type { Board } from './boards.ts';

export interface Standing {
  /** From 1; nobody shares a rank: of equals the one who was there first stands before. */
  rank: number;
  characterId: string;
  name: string;
  classId: string;
  level: number;
  standing: number;
  reachedAt: Date;
}

export interface Season {
  number: number;
  startsAt: Date;
  endsAt: Date;
}

/** A board in one season, or of all time. */
export interface BoardSeason {
  board: Board;
  season: number;
}

/** What somebody achieved, once. */
export interface Report {
  /** Names the cause, such as 'kills:<instance>:<number>:<character>'; reported again it changes nothing. At most 200 characters. */
  key: string;
  board: Board;
  characterId: string;
  /** What is added, or compared, or takes the place; see `mergeOf`. */
  standing: number;
}

/** What leaderboards need of their storage. Implemented in `src/db/`. */
export interface LeaderboardStore {
  /** Best first. Errors: invalid_request for a foreign cursor */
  page(of: BoardSeason, cursor: string | null, limit: number): Promise<Page<Standing>>;
  /** The character with those just before and after it; empty when it is not on the board. */
  around(of: BoardSeason, characterId: string, each: number): Promise<Standing[]>;
  /** The character and its friends, ranked among themselves. */
  friends(of: BoardSeason, characterId: string): Promise<Standing[]>;
  /** The one that runs, also while it is over and nobody has turned it yet. */
  currentSeason(): Promise<Season>;
  /** Each stands by itself: characters who are no more are passed over. */
  record(reports: readonly Report[], now: Date): Promise<void>;
  /** For a job: takes wealth over from the ledger, counts ranks anew, forgets old reports. */
  refresh(now: Date): Promise<void>;
  /** For a job: begins the next season when this one is over. @returns whether it did */
  turnSeason(now: Date): Promise<boolean>;
}
