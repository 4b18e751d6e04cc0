import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Leaderboards1795200000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.makeBoards(runner);
    await this.makeRecords(runner);
  }

  private async makeBoards(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE leaderboard_seasons (
        number integer CONSTRAINT leaderboard_seasons_pkey PRIMARY KEY,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        CONSTRAINT leaderboard_seasons_time CHECK (number >= 1 AND starts_at < ends_at)
      )`);
    // A season is a month; the first one is shorter, so that all others begin on the first.
    await runner.query(`
      INSERT INTO leaderboard_seasons (number, starts_at, ends_at)
      VALUES (1, now(), (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC')`);
    // Season 0 is all time. The lower standing is the better one: a time as it is, what counts upwards below zero.
    await runner.query(`
      CREATE TABLE leaderboard_scores (
        board text NOT NULL,
        season integer NOT NULL,
        character_id uuid NOT NULL
          CONSTRAINT leaderboard_scores_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        standing bigint NOT NULL,
        reached_at timestamptz NOT NULL,
        CONSTRAINT leaderboard_scores_pkey PRIMARY KEY (character_id, board, season)
      )`);
    // One direction throughout: a page is one range of it, and so are those who stand before somebody.
    await runner.query(`
      CREATE INDEX leaderboard_scores_ranked ON leaderboard_scores (board, season, standing, reached_at, character_id)`);
    await runner.query(`
      CREATE TABLE leaderboard_marks (
        board text NOT NULL,
        season integer NOT NULL,
        rank integer NOT NULL CONSTRAINT leaderboard_marks_rank CHECK (rank >= 1),
        standing bigint NOT NULL,
        reached_at timestamptz NOT NULL,
        character_id uuid NOT NULL,
        CONSTRAINT leaderboard_marks_pkey PRIMARY KEY (board, season, standing, reached_at, character_id)
      )`);
    await runner.query(`
      CREATE TABLE leaderboard_reports (
        key text CONSTRAINT leaderboard_reports_pkey PRIMARY KEY,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX leaderboard_reports_at ON leaderboard_reports (at)');
  }

  private async makeRecords(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE game_events (
        position bigserial CONSTRAINT game_events_pkey PRIMARY KEY,
        key text NOT NULL CONSTRAINT game_events_key_unique UNIQUE,
        character_id uuid NOT NULL
          CONSTRAINT game_events_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        kind text NOT NULL,
        data jsonb NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX game_events_character ON game_events (character_id, position)');
    await runner.query('CREATE INDEX game_events_at ON game_events (at)');
    await runner.query(`
      CREATE TABLE economy_audits (
        position bigserial CONSTRAINT economy_audits_pkey PRIMARY KEY,
        at timestamptz NOT NULL,
        took_ms integer NOT NULL,
        problems jsonb NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE economy_audits, game_events');
    await runner.query(
      'DROP TABLE leaderboard_reports, leaderboard_marks, leaderboard_scores, leaderboard_seasons',
    );
  }
}
