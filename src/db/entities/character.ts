import { EntitySchema } from 'typeorm';
import type { CharacterRecord } from '../../characters/character-store.ts';

export interface CharacterRow extends CharacterRecord {
  nameKey: string;
  /** The instance that may write the character; null while it is in none. */
  leaseInstance: string | null;
  leaseRenewedAt: Date | null;
  /** The lease moved ahead of its character, which has not come to that instance yet. */
  leaseAwaitsArrival: boolean;
  /** bigint, which the driver hands out as text. */
  fence: string;
  updatedAt: Date;
}

export const CharacterEntity = new EntitySchema<CharacterRow>({
  name: 'Character',
  tableName: 'characters',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'characters_pkey' },
    accountId: { type: 'uuid', name: 'account_id' },
    name: { type: 'text' },
    nameKey: { type: 'text', name: 'name_key' },
    classId: { type: 'text', name: 'class_id' },
    level: { type: 'integer' },
    experience: { type: 'double precision' },
    health: { type: 'double precision' },
    mana: { type: 'double precision' },
    stamina: { type: 'double precision' },
    place: { type: 'text' },
    x: { type: 'double precision' },
    y: { type: 'double precision' },
    facing: { type: 'smallint' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at', default: () => 'now()' },
    leaseInstance: { type: 'text', name: 'lease_instance', nullable: true },
    leaseRenewedAt: { type: 'timestamptz', name: 'lease_renewed_at', nullable: true },
    leaseAwaitsArrival: { type: 'boolean', name: 'lease_awaits_arrival', default: false },
    fence: { type: 'bigint', default: '0' },
  },
  uniques: [{ name: 'characters_name_key_unique', columns: ['nameKey'] }],
  foreignKeys: [
    {
      name: 'characters_account_fkey',
      target: 'Account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'characters_account', columns: ['accountId', 'createdAt'] }],
});

/** The columns that make a CharacterRecord. */
export const CHARACTER_RECORD = {
  id: true,
  accountId: true,
  name: true,
  classId: true,
  level: true,
  experience: true,
  health: true,
  mana: true,
  stamina: true,
  place: true,
  x: true,
  y: true,
  facing: true,
  createdAt: true,
} as const satisfies Record<keyof CharacterRecord, true>;
