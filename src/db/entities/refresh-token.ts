import { EntitySchema } from 'typeorm';

/** Used tokens stay until they expire: a used one that comes back betrays a theft. */
export interface RefreshTokenRow {
  /** SHA-256 of the token, base64url: who reads the database cannot log in. */
  hash: string;
  sessionId: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

export const RefreshTokenEntity = new EntitySchema<RefreshTokenRow>({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  columns: {
    hash: { type: 'text', primary: true, primaryKeyConstraintName: 'refresh_tokens_pkey' },
    sessionId: { type: 'uuid', name: 'session_id' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    usedAt: { type: 'timestamptz', name: 'used_at', nullable: true },
  },
  foreignKeys: [
    {
      name: 'refresh_tokens_session_fkey',
      target: 'Session',
      columnNames: ['sessionId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
  indices: [{ name: 'refresh_tokens_session', columns: ['sessionId'] }],
});
