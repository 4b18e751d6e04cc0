import { EntitySchema } from 'typeorm';

export interface PartyRow {
  id: string;
  /** The member that was appointed; null: the oldest one leads. */
  leaderId: string | null;
  createdAt: Date;
}

export interface PartyMemberRow {
  characterId: string;
  partyId: string;
  /** Order of joining; bigint, which the driver hands out as text. */
  position: string;
}

export interface PartyInviteRow {
  partyId: string;
  invitedId: string;
  fromId: string;
  expiresAt: Date;
}

export const PartyEntity = new EntitySchema<PartyRow>({
  name: 'Party',
  tableName: 'parties',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'parties_pkey' },
    leaderId: { type: 'uuid', name: 'leader_id', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
  },
  foreignKeys: [
    {
      name: 'parties_leader_fkey',
      target: 'PartyMember',
      columnNames: ['id', 'leaderId'],
      referencedColumnNames: ['partyId', 'characterId'],
      onDelete: 'SET NULL',
    },
  ],
});

export const PartyMemberEntity = new EntitySchema<PartyMemberRow>({
  name: 'PartyMember',
  tableName: 'party_members',
  columns: {
    characterId: {
      type: 'uuid',
      name: 'character_id',
      primary: true,
      primaryKeyConstraintName: 'party_members_pkey',
    },
    partyId: { type: 'uuid', name: 'party_id' },
    position: { type: 'bigint', generated: 'increment' },
  },
  uniques: [{ name: 'party_members_party_unique', columns: ['partyId', 'characterId'] }],
  foreignKeys: [
    {
      name: 'party_members_character_fkey',
      target: 'Character',
      columnNames: ['characterId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'party_members_party_fkey',
      target: 'Party',
      columnNames: ['partyId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

export const PartyInviteEntity = new EntitySchema<PartyInviteRow>({
  name: 'PartyInvite',
  tableName: 'party_invites',
  columns: {
    partyId: {
      type: 'uuid',
      name: 'party_id',
      primary: true,
      primaryKeyConstraintName: 'party_invites_pkey',
    },
    invitedId: {
      type: 'uuid',
      name: 'invited_id',
      primary: true,
      primaryKeyConstraintName: 'party_invites_pkey',
    },
    fromId: { type: 'uuid', name: 'from_id' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
  },
  foreignKeys: [
    {
      name: 'party_invites_invited_fkey',
      target: 'Character',
      columnNames: ['invitedId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'party_invites_from_fkey',
      target: 'PartyMember',
      columnNames: ['partyId', 'fromId'],
      referencedColumnNames: ['partyId', 'characterId'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'party_invites_invited', columns: ['invitedId'] }],
});
