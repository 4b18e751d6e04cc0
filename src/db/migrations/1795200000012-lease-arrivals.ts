import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LeaseArrivals1795200000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE characters ADD COLUMN lease_awaits_arrival boolean NOT NULL DEFAULT false',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE characters DROP COLUMN lease_awaits_arrival');
  }
}
