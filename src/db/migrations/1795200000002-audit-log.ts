import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditLog1795200000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_log (
        position bigserial CONSTRAINT audit_log_pkey PRIMARY KEY,
        id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        operator text NOT NULL,
        address text NOT NULL,
        action text NOT NULL,
        target text,
        details jsonb,
        outcome text NOT NULL CONSTRAINT audit_log_outcome CHECK (outcome IN ('done', 'refused'))
      )`);
    // An operator's traces cannot be wiped through the server's own login.
    await runner.query(`
      CREATE FUNCTION refuse_audit_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the audit log can only be appended to';
      END $$`);
    await runner.query(`
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_log_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log');
    await runner.query('DROP FUNCTION refuse_audit_log_change');
  }
}
