import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Matches1795200000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matches (
        id uuid CONSTRAINT matches_pkey PRIMARY KEY,
        key text NOT NULL CONSTRAINT matches_key_unique UNIQUE,
        place text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        CONSTRAINT matches_time CHECK (started_at <= ended_at)
      )`);
    await runner.query(`
      CREATE TABLE match_participants (
        match_id uuid NOT NULL
          CONSTRAINT match_participants_match_fkey REFERENCES matches (id) ON DELETE CASCADE,
        character_id uuid NOT NULL
          CONSTRAINT match_participants_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        ended_at timestamptz NOT NULL,
        rank integer NOT NULL,
        kills integer NOT NULL,
        deaths integer NOT NULL,
        assists integer NOT NULL,
        damage integer NOT NULL,
        "left" boolean NOT NULL,
        rating_before integer NOT NULL,
        rating_after integer NOT NULL,
        CONSTRAINT match_participants_pkey PRIMARY KEY (match_id, character_id),
        CONSTRAINT match_participants_counts
          CHECK (rank >= 1 AND kills >= 0 AND deaths >= 0 AND assists >= 0 AND damage >= 0),
        CONSTRAINT match_participants_rating CHECK (rating_before >= 0 AND rating_after >= 0)
      )`);
    await runner.query(`
      CREATE INDEX match_participants_character ON match_participants (character_id, ended_at, match_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE match_participants, matches');
  }
}
