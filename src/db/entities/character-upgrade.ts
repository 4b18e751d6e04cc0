import { EntitySchema } from 'typeorm';

export interface CharacterUpgradeRow {
  characterId: string;
  /** Content id. */
  upgrade: string;
  /** At least 1. */
  level: number;
}

export const CharacterUpgradeEntity = new EntitySchema<CharacterUpgradeRow>({
  name: 'CharacterUpgrade',
  tableName: 'character_upgrades',
  columns: {
    characterId: {
      type: 'uuid',
      name: 'character_id',
      primary: true,
      primaryKeyConstraintName: 'character_upgrades_pkey',
    },
    upgrade: { type: 'text', primary: true, primaryKeyConstraintName: 'character_upgrades_pkey' },
    level: { type: 'integer' },
  },
  foreignKeys: [
    {
      name: 'character_upgrades_character_fkey',
      target: 'Character',
      columnNames: ['characterId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
