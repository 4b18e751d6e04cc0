import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EndedSessions1795200000003 implements MigrationInterface {
  /** When a session ended or will end: revoked, else by itself. Every login looks for those that have. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX sessions_end ON sessions (least(revoked_at, expires_at))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sessions_end');
  }
}
