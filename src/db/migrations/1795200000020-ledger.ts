import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ledger1795200000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.makeTables(runner);
    await this.makeItems(runner);
    await this.checkPostings(runner);
    await this.keepHistory(runner);
  }

  private async makeTables(runner: QueryRunner): Promise<void> {
    // Above 2^53 a balance would not be exact in the server. Free space in its page keeps an update cheap.
    await runner.query(`
      CREATE TABLE ledger_accounts (
        id bigserial CONSTRAINT ledger_accounts_pkey PRIMARY KEY,
        owner_kind text NOT NULL,
        owner_id text NOT NULL,
        asset text NOT NULL CONSTRAINT ledger_accounts_asset CHECK (asset = 'credits' OR asset LIKE 'stack:_%'),
        balance bigint NOT NULL DEFAULT 0,
        CONSTRAINT ledger_accounts_owner_unique UNIQUE (owner_kind, owner_id, asset),
        CONSTRAINT ledger_accounts_not_negative CHECK (balance >= 0 OR owner_kind = 'system'),
        CONSTRAINT ledger_accounts_exact CHECK (balance BETWEEN -9007199254740991 AND 9007199254740991)
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE operations (
        id bigserial CONSTRAINT operations_pkey PRIMARY KEY,
        key text NOT NULL CONSTRAINT operations_key_unique UNIQUE,
        kind text NOT NULL,
        actor_id text,
        body_hash text NOT NULL,
        result jsonb,
        at timestamptz NOT NULL DEFAULT now(),
        reverses bigint CONSTRAINT operations_reverses_fkey REFERENCES operations (id)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX operations_reverses_unique ON operations (reverses) WHERE reverses IS NOT NULL',
    );
    // Whose characters have ended, for whoever leaves with all that leads to them.
    await runner.query(`CREATE INDEX operations_ends ON operations (actor_id) WHERE kind = 'end'`);
    // Positions are given under the account's lock: by account they are the order in which its balance changed.
    // Operation and account are looked up once per statement, by check_postings, instead of once per row.
    await runner.query(`
      CREATE TABLE postings (
        account_id bigint NOT NULL,
        position bigserial NOT NULL,
        operation_id bigint NOT NULL,
        amount bigint NOT NULL CONSTRAINT postings_amount CHECK (amount <> 0),
        balance_after bigint NOT NULL,
        CONSTRAINT postings_pkey PRIMARY KEY (account_id, position),
        CONSTRAINT postings_operation_unique UNIQUE (operation_id, account_id)
      )`);
  }

  private async makeItems(runner: QueryRunner): Promise<void> {
    // Who gives a worn or fitted item away would keep what it does: only its character can have it placed.
    await runner.query(`
      CREATE TABLE items (
        id uuid CONSTRAINT items_pkey PRIMARY KEY,
        kind text NOT NULL,
        owner_kind text NOT NULL,
        owner_id text NOT NULL,
        placed text,
        state jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT items_placed CHECK (placed IS NULL OR owner_kind = 'character')
      )`);
    await runner.query('CREATE INDEX items_owner ON items (owner_kind, owner_id)');
    await runner.query(
      'CREATE UNIQUE INDEX items_placed_unique ON items (owner_id, placed) WHERE placed IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE item_moves (
        item_id uuid NOT NULL CONSTRAINT item_moves_item_fkey REFERENCES items (id),
        position bigserial NOT NULL,
        operation_id bigint NOT NULL CONSTRAINT item_moves_operation_fkey REFERENCES operations (id),
        from_kind text NOT NULL,
        from_id text NOT NULL,
        to_kind text NOT NULL,
        to_id text NOT NULL,
        CONSTRAINT item_moves_pkey PRIMARY KEY (item_id, position)
      )`);
    await runner.query('CREATE INDEX item_moves_operation ON item_moves (operation_id)');
  }

  /**
   * The postings of an operation are written by one statement, so that none ever stands unbalanced. The plan is kept by
   * the connection, however large the tables grow meanwhile: it must be one that looks rows up.
   */
  private async checkPostings(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION check_postings() RETURNS trigger LANGUAGE plpgsql
      SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM added
          LEFT JOIN ledger_accounts ON ledger_accounts.id = added.account_id
          LEFT JOIN operations ON operations.id = added.operation_id
          GROUP BY added.operation_id, ledger_accounts.asset
          HAVING sum(added.amount) <> 0 OR ledger_accounts.asset IS NULL OR count(operations.id) < count(*)
        ) THEN
          RAISE EXCEPTION 'postings that do not sum to zero, or that lack their operation or account'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'postings_balanced', TABLE = 'postings';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER postings_balanced AFTER INSERT ON postings
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_postings()`);
  }

  /** What has happened stays; only the owner of an account may get another name, when a person leaves. */
  private async keepHistory(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
      END $$`);
    await runner.query(`
      CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON postings
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER item_moves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON item_moves
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER ledger_accounts_stay BEFORE DELETE OR TRUNCATE ON ledger_accounts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER items_stay BEFORE DELETE OR TRUNCATE ON items
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER operations_truncate BEFORE TRUNCATE ON operations
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER operations_result_once BEFORE UPDATE ON operations
      FOR EACH ROW WHEN (
        OLD.result IS NOT NULL OR (NEW.id, NEW.key, NEW.kind, NEW.actor_id, NEW.body_hash, NEW.at, NEW.reverses)
          IS DISTINCT FROM (OLD.id, OLD.key, OLD.kind, OLD.actor_id, OLD.body_hash, OLD.at, OLD.reverses)
      ) EXECUTE FUNCTION refuse_change()`);
    // A claim may be given back by the transaction that made it, which nobody else has seen.
    await runner.query(`
      CREATE FUNCTION refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM operations WHERE id = OLD.id AND xmin = pg_current_xact_id()::xid
        ) OR EXISTS (SELECT FROM postings WHERE operation_id = OLD.id) THEN
          RAISE EXCEPTION 'operations is append-only'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = 'operations';
        END IF;
        RETURN OLD;
      END $$`);
    await runner.query(`
      CREATE TRIGGER operations_append_only BEFORE DELETE ON operations
      FOR EACH ROW EXECUTE FUNCTION refuse_forgetting()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE item_moves, items, postings, operations, ledger_accounts');
    await runner.query('DROP FUNCTION refuse_forgetting(), refuse_change(), check_postings()');
  }
}
