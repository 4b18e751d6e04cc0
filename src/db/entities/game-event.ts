import { EntitySchema } from 'typeorm';

/** Something that a character lived through, as its owner reads it. */
export interface GameEventRow {
  /** Bigint, which the driver hands out as text. */
  position: string;
  key: string;
  characterId: string;
  kind: string;
  data: Record<string, unknown>;
  at: Date;
}

export const GameEventEntity = new EntitySchema<GameEventRow>({
  name: 'GameEvent',
  tableName: 'game_events',
  columns: {
    position: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'game_events_pkey',
      generated: 'increment',
    },
    key: { type: 'text' },
    characterId: { type: 'uuid', name: 'character_id' },
    kind: { type: 'text' },
    data: { type: 'jsonb' },
    at: { type: 'timestamptz' },
  },
  uniques: [{ name: 'game_events_key_unique', columns: ['key'] }],
  foreignKeys: [
    {
      name: 'game_events_character_fkey',
      target: 'Character',
      columnNames: ['characterId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [
    { name: 'game_events_character', columns: ['characterId', 'position'] },
    { name: 'game_events_at', columns: ['at'] },
  ],
});
