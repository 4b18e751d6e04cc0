import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Market1795200000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.makeListings(runner);
    await this.makeHistory(runner);
    await this.makeMail(runner);
  }

  /** What is listed belongs to the owner (escrow, id) in the ledger; `remaining` is what that owner has. */
  private async makeListings(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE listings (
        id uuid CONSTRAINT listings_pkey PRIMARY KEY,
        seller_id uuid NOT NULL,
        kind text NOT NULL,
        item_id uuid,
        listed integer NOT NULL,
        remaining integer NOT NULL,
        unit_price integer,
        starting_bid integer,
        bid integer,
        bidder_id uuid,
        bids integer NOT NULL DEFAULT 0,
        price integer NOT NULL,
        status text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        closed_at timestamptz,
        CONSTRAINT listings_amounts CHECK (listed BETWEEN 1 AND 1000000000 AND remaining BETWEEN 0 AND listed),
        CONSTRAINT listings_item CHECK (item_id IS NULL OR listed = 1),
        CONSTRAINT listings_for_sale CHECK (unit_price IS NOT NULL OR starting_bid IS NOT NULL),
        CONSTRAINT listings_prices CHECK (unit_price > 0 AND starting_bid > 0 AND price > 0 AND bid >= starting_bid),
        CONSTRAINT listings_bid CHECK ((bid IS NULL) = (bidder_id IS NULL)),
        CONSTRAINT listings_status CHECK (status IN ('open', 'sold', 'cancelled', 'expired')),
        CONSTRAINT listings_open CHECK ((status = 'open') = (closed_at IS NULL) AND (status <> 'open') = (remaining = 0))
      )`);
    // One index for each order in which open listings are browsed.
    await runner.query(`CREATE INDEX listings_by_kind ON listings (kind, price, id) WHERE status = 'open'`);
    await runner.query(`CREATE INDEX listings_by_price ON listings (price, id) WHERE status = 'open'`);
    await runner.query(`CREATE INDEX listings_by_end ON listings (expires_at, id) WHERE status = 'open'`);
    await runner.query(`CREATE INDEX listings_by_age ON listings (created_at, id) WHERE status = 'open'`);
    await runner.query('CREATE INDEX listings_by_seller ON listings (seller_id, created_at)');
    await runner.query('CREATE INDEX listings_by_bidder ON listings (bidder_id) WHERE bidder_id IS NOT NULL');
  }

  /** A sale is a row of its own, since one row a kind would make all sales of it wait for each other. */
  private async makeHistory(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE market_sales (
        id bigserial CONSTRAINT market_sales_pkey PRIMARY KEY,
        kind text NOT NULL,
        unit_price integer NOT NULL,
        amount integer NOT NULL,
        total integer NOT NULL,
        sold_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX market_sales_kind ON market_sales (kind, sold_at)');
    await runner.query('CREATE INDEX market_sales_at ON market_sales (sold_at)');
    await runner.query(`
      CREATE TABLE market_days (
        kind text NOT NULL,
        day date NOT NULL,
        low integer NOT NULL,
        high integer NOT NULL,
        turnover bigint NOT NULL,
        sold bigint NOT NULL,
        CONSTRAINT market_days_pkey PRIMARY KEY (kind, day)
      )`);
    await runner.query(`
      CREATE TABLE market_watches (
        character_id uuid NOT NULL
          CONSTRAINT market_watches_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        kind text NOT NULL,
        CONSTRAINT market_watches_pkey PRIMARY KEY (character_id, kind)
      )`);
  }

  /** What a mail brings belongs to the owner (mail, id) in the ledger until it is claimed. */
  private async makeMail(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mails (
        id uuid CONSTRAINT mails_pkey PRIMARY KEY,
        recipient_id uuid NOT NULL,
        reason text NOT NULL,
        listing_id uuid,
        sent_at timestamptz NOT NULL,
        claimed_at timestamptz
      )`);
    await runner.query('CREATE INDEX mails_recipient ON mails (recipient_id, sent_at, id)');
    await runner.query('CREATE INDEX mails_claimed ON mails (claimed_at) WHERE claimed_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mails, market_watches, market_days, market_sales, listings');
  }
}
