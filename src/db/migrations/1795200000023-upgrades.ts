import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Upgrades1795200000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE character_upgrades (
        character_id uuid CONSTRAINT character_upgrades_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        upgrade text,
        level integer NOT NULL CONSTRAINT character_upgrades_level CHECK (level >= 1),
        CONSTRAINT character_upgrades_pkey PRIMARY KEY (character_id, upgrade)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE character_upgrades');
  }
}
