import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Characters1795200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A character that walks is written every second: the free space keeps its new row version on the same page (HOT).
    await runner.query(`
      CREATE TABLE characters (
        id uuid CONSTRAINT characters_pkey PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT characters_account_fkey REFERENCES accounts (id) ON DELETE CASCADE,
        name text NOT NULL CONSTRAINT characters_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
        name_key text NOT NULL CONSTRAINT characters_name_key_unique UNIQUE,
        class_id text NOT NULL,
        level integer NOT NULL CONSTRAINT characters_level CHECK (level >= 1),
        experience double precision NOT NULL,
        health double precision NOT NULL,
        mana double precision NOT NULL,
        stamina double precision NOT NULL,
        place text NOT NULL,
        x double precision NOT NULL,
        y double precision NOT NULL,
        facing smallint NOT NULL CONSTRAINT characters_facing CHECK (facing BETWEEN 0 AND 255),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        lease_instance text,
        lease_renewed_at timestamptz,
        fence bigint NOT NULL DEFAULT 0 CONSTRAINT characters_fence CHECK (fence >= 0),
        CONSTRAINT characters_stats CHECK (
          experience >= 0 AND experience < 'Infinity' AND health >= 0 AND health < 'Infinity'
          AND mana >= 0 AND mana < 'Infinity' AND stamina >= 0 AND stamina < 'Infinity'
        ),
        CONSTRAINT characters_position_finite CHECK (
          x > '-Infinity' AND x < 'Infinity' AND y > '-Infinity' AND y < 'Infinity'
        ),
        CONSTRAINT characters_lease CHECK ((lease_instance IS NULL) = (lease_renewed_at IS NULL))
      ) WITH (fillfactor = 70)`);
    await runner.query('CREATE INDEX characters_account ON characters (account_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE characters');
  }
}
