import { EntitySchema } from 'typeorm';

export interface LeaderboardSeasonRow {
  number: number;
  startsAt: Date;
  endsAt: Date;
}

export const LeaderboardSeasonEntity = new EntitySchema<LeaderboardSeasonRow>({
  name: 'LeaderboardSeason',
  tableName: 'leaderboard_seasons',
  columns: {
    number: { type: 'integer', primary: true, primaryKeyConstraintName: 'leaderboard_seasons_pkey' },
    startsAt: { type: 'timestamptz', name: 'starts_at' },
    endsAt: { type: 'timestamptz', name: 'ends_at' },
  },
});

/** What somebody reached on a board. */
export interface LeaderboardScoreRow {
  characterId: string;
  board: string;
  /** 0: all time. */
  season: number;
  /** Bigint, which the driver hands out as text; the lower is the better, see `standingOf`. */
  standing: string;
  reachedAt: Date;
}

const SCORE_KEY = { primary: true, primaryKeyConstraintName: 'leaderboard_scores_pkey' };

export const LeaderboardScoreEntity = new EntitySchema<LeaderboardScoreRow>({
  name: 'LeaderboardScore',
  tableName: 'leaderboard_scores',
  columns: {
    characterId: { type: 'uuid', name: 'character_id', ...SCORE_KEY },
    board: { type: 'text', ...SCORE_KEY },
    season: { type: 'integer', ...SCORE_KEY },
    standing: { type: 'bigint' },
    reachedAt: { type: 'timestamptz', name: 'reached_at' },
  },
  foreignKeys: [
    {
      name: 'leaderboard_scores_character_fkey',
      target: 'Character',
      columnNames: ['characterId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [
    {
      name: 'leaderboard_scores_ranked',
      columns: ['board', 'season', 'standing', 'reachedAt', 'characterId'],
    },
  ],
});

/** Where one rank stood when the ranks were last counted; see `countRanks`. */
export interface LeaderboardMarkRow {
  board: string;
  season: number;
  rank: number;
  standing: string;
  reachedAt: Date;
  characterId: string;
}

const MARK_KEY = { primary: true, primaryKeyConstraintName: 'leaderboard_marks_pkey' };

export const LeaderboardMarkEntity = new EntitySchema<LeaderboardMarkRow>({
  name: 'LeaderboardMark',
  tableName: 'leaderboard_marks',
  columns: {
    board: { type: 'text', ...MARK_KEY },
    season: { type: 'integer', ...MARK_KEY },
    rank: { type: 'integer' },
    standing: { type: 'bigint', ...MARK_KEY },
    reachedAt: { type: 'timestamptz', name: 'reached_at', ...MARK_KEY },
    characterId: { type: 'uuid', name: 'character_id', ...MARK_KEY },
  },
});

/** A report that has been counted, and is not counted again. */
export interface LeaderboardReportRow {
  key: string;
  at: Date;
}

export const LeaderboardReportEntity = new EntitySchema<LeaderboardReportRow>({
  name: 'LeaderboardReport',
  tableName: 'leaderboard_reports',
  columns: {
    key: { type: 'text', primary: true, primaryKeyConstraintName: 'leaderboard_reports_pkey' },
    at: { type: 'timestamptz' },
  },
  indices: [{ name: 'leaderboard_reports_at', columns: ['at'] }],
});
