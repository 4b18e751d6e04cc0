import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlacementDecisions1795200000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placement_decisions (
        position bigserial CONSTRAINT placement_decisions_pkey PRIMARY KEY,
        id uuid NOT NULL CONSTRAINT placement_decisions_id_unique UNIQUE,
        ticket_id text NOT NULL,
        at timestamptz NOT NULL,
        place text NOT NULL,
        character_ids uuid[] NOT NULL,
        party_id uuid,
        reason text NOT NULL,
        candidates jsonb NOT NULL,
        outcome jsonb NOT NULL,
        instance_id text,
        retries integer NOT NULL,
        waited_ms integer NOT NULL
      )`);
    await runner.query('CREATE INDEX placement_decisions_at ON placement_decisions (at)');
    await runner.query(
      'CREATE INDEX placement_decisions_instance ON placement_decisions (instance_id, position)',
    );
    await runner.query(
      'CREATE INDEX placement_decisions_characters ON placement_decisions USING gin (character_ids)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placement_decisions');
  }
}
