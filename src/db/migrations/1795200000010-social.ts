import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Social1795200000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.makeParties(runner);
    await this.makeFriends(runner);
  }

  /** Who reads a party's members to act on them locks its row in `parties`: `party_members` changes only under that lock. */
  private async makeParties(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE parties (
        id uuid CONSTRAINT parties_pkey PRIMARY KEY,
        leader_id uuid,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The primary key is the rule that nobody is in two parties.
    await runner.query(`
      CREATE TABLE party_members (
        character_id uuid CONSTRAINT party_members_pkey PRIMARY KEY
          CONSTRAINT party_members_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        party_id uuid NOT NULL CONSTRAINT party_members_party_fkey REFERENCES parties (id) ON DELETE CASCADE,
        position bigserial NOT NULL,
        CONSTRAINT party_members_party_unique UNIQUE (party_id, character_id)
      )`);
    // Without an appointed leader the oldest member leads, so that no party is ever without one.
    await runner.query(`
      ALTER TABLE parties ADD CONSTRAINT parties_leader_fkey FOREIGN KEY (id, leader_id)
        REFERENCES party_members (party_id, character_id) ON DELETE SET NULL (leader_id)`);
    // An invitation stands as long as who made it is a member.
    await runner.query(`
      CREATE TABLE party_invites (
        party_id uuid,
        invited_id uuid CONSTRAINT party_invites_invited_fkey REFERENCES characters (id) ON DELETE CASCADE,
        from_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT party_invites_pkey PRIMARY KEY (party_id, invited_id),
        CONSTRAINT party_invites_from_fkey FOREIGN KEY (party_id, from_id)
          REFERENCES party_members (party_id, character_id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX party_invites_invited ON party_invites (invited_id)');
  }

  private async makeFriends(runner: QueryRunner): Promise<void> {
    // A friendship is two rows, one for each side.
    await runner.query(`
      CREATE TABLE friendships (
        character_id uuid CONSTRAINT friendships_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        friend_id uuid CONSTRAINT friendships_friend_fkey REFERENCES characters (id) ON DELETE CASCADE,
        since timestamptz NOT NULL,
        CONSTRAINT friendships_pkey PRIMARY KEY (character_id, friend_id),
        CONSTRAINT friendships_two CHECK (character_id <> friend_id)
      )`);
    await runner.query('CREATE INDEX friendships_friend ON friendships (friend_id)');
    await runner.query(`
      CREATE TABLE friend_requests (
        from_id uuid CONSTRAINT friend_requests_from_fkey REFERENCES characters (id) ON DELETE CASCADE,
        to_id uuid CONSTRAINT friend_requests_to_fkey REFERENCES characters (id) ON DELETE CASCADE,
        requested_at timestamptz NOT NULL,
        CONSTRAINT friend_requests_pkey PRIMARY KEY (from_id, to_id),
        CONSTRAINT friend_requests_two CHECK (from_id <> to_id)
      )`);
    await runner.query('CREATE INDEX friend_requests_to ON friend_requests (to_id)');
    await runner.query(`
      CREATE TABLE blocks (
        character_id uuid CONSTRAINT blocks_character_fkey REFERENCES characters (id) ON DELETE CASCADE,
        blocked_id uuid CONSTRAINT blocks_blocked_fkey REFERENCES characters (id) ON DELETE CASCADE,
        blocked_at timestamptz NOT NULL,
        CONSTRAINT blocks_pkey PRIMARY KEY (character_id, blocked_id),
        CONSTRAINT blocks_two CHECK (character_id <> blocked_id)
      )`);
    await runner.query('CREATE INDEX blocks_blocked ON blocks (blocked_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE blocks, friend_requests, friendships');
    await runner.query('ALTER TABLE parties DROP CONSTRAINT parties_leader_fkey');
    await runner.query('DROP TABLE party_invites, party_members, parties');
  }
}
