import type { Characters } from '../characters/characters.ts';
import type { Content } from '../content/types.ts';
import type { Page } from '../economy/ledger.ts';
import { GameError } from '../errors.ts';
import { type Board, type BoardName, NO_SEASON, scoreOf, standingOf } from './boards.ts';
import type { LeaderboardStore, Report, Season, Standing } from './leaderboard-store.ts';

export interface Entry extends Omit<Standing, 'standing'> {
  /** Credits, kills, milliseconds or rating. */
  score: number;
}

export interface BoardQuery {
  board: BoardName;
  /** Id of a rift, for its times. */
  place: string | null;
  /** A number from 1; null: all time. */
  season: number | 'current' | null;
}

export interface BoardPage extends Page<Entry> {
  /** Null: all time. */
  season: number | null;
}

/** How many somebody has killed. */
export interface KillCount extends Pick<Report, 'key' | 'characterId'> {
  /** From 1. */
  count: number;
}

/** Who is best at what. Every method throws GameError as noted. */
export interface Leaderboards {
  /** Best first. Errors: place_not_found, invalid_request */
  page(query: BoardQuery, cursor: string | null, limit: number): Promise<BoardPage>;
  /** Where a character stands, with those around it. Errors: place_not_found, character_not_found */
  around(query: BoardQuery, accountId: string, characterId: string): Promise<BoardPage>;
  /** A character among its friends. Errors: as `around` */
  friends(query: BoardQuery, accountId: string, characterId: string): Promise<BoardPage>;
  currentSeason(): Promise<Season>;

  /** For the world, each exactly once by its key, and all of them or none. */
  recordKills(kills: readonly KillCount[]): Promise<void>;
  /** The best time of a rift counts. @param ms whole, from 1. Errors: place_not_found */
  recordRiftTime(key: string, characterId: string, place: string, ms: number): Promise<void>;
  /** The last rating counts. @param rating whole, from 0 */
  recordArenaRating(key: string, characterId: string, rating: number): Promise<void>;

  refresh(): Promise<void>;
  turnSeason(): Promise<boolean>;
}

export interface LeaderboardsDependencies {
  store: LeaderboardStore;
  characters: Pick<Characters, 'get'>;
  content: Pick<Content, 'places'>;
  clock: () => Date;
}

const AROUND_EACH = 10;

export function makeLeaderboards({
  store,
  characters,
  content,
  clock,
}: LeaderboardsDependencies): Leaderboards {
  function boardOf(name: BoardName, place: string | null): Board {
    if (name !== 'rift-times') return name;
    if (place === null || content.places.get(place)?.kind !== 'rift') throw new GameError('place_not_found');
    return `rift-times:${place}`;
  }

  async function resolve({ board, place, season }: BoardQuery) {
    const name = boardOf(board, place);
    if (season === 'current') return { board: name, season: (await store.currentSeason()).number };
    return { board: name, season: season ?? NO_SEASON };
  }

  function shown(season: number, entries: readonly Standing[], cursor: string | null): BoardPage {
    return {
      season: season === NO_SEASON ? null : season,
      entries: entries.map(({ standing, ...entry }) => ({ ...entry, score: scoreOf(standing) })),
      cursor,
    };
  }

  function reportOf(board: Board, score: number, named: Pick<Report, 'key' | 'characterId'>): Report {
    if (!Number.isSafeInteger(score) || score < 0) throw new Error(`a score of ${score} on ${board}`);
    return { ...named, board, standing: standingOf(board, score) };
  }

  async function record(board: Board, score: number, named: Pick<Report, 'key' | 'characterId'>) {
    await store.record([reportOf(board, score, named)], clock());
  }

  return {
    async page(query, cursor, limit) {
      const of = await resolve(query);
      const page = await store.page(of, cursor, limit);
      return shown(of.season, page.entries, page.cursor);
    },

    async around(query, accountId, characterId) {
      const { id } = await characters.get(accountId, characterId);
      const of = await resolve(query);
      return shown(of.season, await store.around(of, id, AROUND_EACH), null);
    },

    async friends(query, accountId, characterId) {
      const { id } = await characters.get(accountId, characterId);
      const of = await resolve(query);
      return shown(of.season, await store.friends(of, id), null);
    },

    currentSeason: () => store.currentSeason(),
    recordKills: async (kills) => {
      const reports = kills.map(({ count, key, characterId }) =>
        reportOf('kills', count, { key, characterId }),
      );
      await store.record(reports, clock());
    },
    recordRiftTime: async (key, characterId, place, ms) =>
      record(boardOf('rift-times', place), ms, { key, characterId }),
    recordArenaRating: (key, characterId, rating) => record('arena-rating', rating, { key, characterId }),
    refresh: () => store.refresh(clock()),
    turnSeason: () => store.turnSeason(clock()),
  };
}
