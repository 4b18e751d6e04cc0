import { EntitySchema } from 'typeorm';

/** What was fought out in an arena. */
export interface MatchRow {
  id: string;
  /** Names it for ever: it is stored once. */
  key: string;
  /** Content id. */
  place: string;
  startedAt: Date;
  endedAt: Date;
}

export const MatchEntity = new EntitySchema<MatchRow>({
  name: 'Match',
  tableName: 'matches',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'matches_pkey' },
    key: { type: 'text' },
    place: { type: 'text' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    endedAt: { type: 'timestamptz', name: 'ended_at' },
  },
  uniques: [{ name: 'matches_key_unique', columns: ['key'] }],
});

/** What one character did in it, and what it did to its arena rating. */
export interface MatchParticipantRow {
  matchId: string;
  characterId: string;
  /** Of the match: by it the matches of a character are in order. */
  endedAt: Date;
  rank: number;
  kills: number;
  deaths: number;
  assists: number;
  damage: number;
  left: boolean;
  ratingBefore: number;
  ratingAfter: number;
}

const PARTICIPANT_KEY = { primary: true, primaryKeyConstraintName: 'match_participants_pkey' };

export const MatchParticipantEntity = new EntitySchema<MatchParticipantRow>({
  name: 'MatchParticipant',
  tableName: 'match_participants',
  columns: {
    matchId: { type: 'uuid', name: 'match_id', ...PARTICIPANT_KEY },
    characterId: { type: 'uuid', name: 'character_id', ...PARTICIPANT_KEY },
    endedAt: { type: 'timestamptz', name: 'ended_at' },
    rank: { type: 'integer' },
    kills: { type: 'integer' },
    deaths: { type: 'integer' },
    assists: { type: 'integer' },
    damage: { type: 'integer' },
    left: { type: 'boolean' },
    ratingBefore: { type: 'integer', name: 'rating_before' },
    ratingAfter: { type: 'integer', name: 'rating_after' },
  },
  foreignKeys: [
    {
      name: 'match_participants_match_fkey',
      target: 'Match',
      columnNames: ['matchId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    {
      name: 'match_participants_character_fkey',
      target: 'Character',
      columnNames: ['characterId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'match_participants_character', columns: ['characterId', 'endedAt', 'matchId'] }],
});
