import { EntitySchema } from 'typeorm';

/** One side of a friendship; the other side has its own row. */
export interface FriendshipRow {
  characterId: string;
  friendId: string;
  since: Date;
}

export interface FriendRequestRow {
  fromId: string;
  toId: string;
  requestedAt: Date;
}

export interface BlockRow {
  characterId: string;
  blockedId: string;
  blockedAt: Date;
}

export const FriendshipEntity = new EntitySchema<FriendshipRow>({
  name: 'Friendship',
  tableName: 'friendships',
  columns: {
    characterId: idColumn('character_id', 'friendships_pkey'),
    friendId: idColumn('friend_id', 'friendships_pkey'),
    since: { type: 'timestamptz' },
  },
  foreignKeys: [
    toCharacter('friendships_character_fkey', 'characterId'),
    toCharacter('friendships_friend_fkey', 'friendId'),
  ],
  indices: [{ name: 'friendships_friend', columns: ['friendId'] }],
});

export const FriendRequestEntity = new EntitySchema<FriendRequestRow>({
  name: 'FriendRequest',
  tableName: 'friend_requests',
  columns: {
    fromId: idColumn('from_id', 'friend_requests_pkey'),
    toId: idColumn('to_id', 'friend_requests_pkey'),
    requestedAt: { type: 'timestamptz', name: 'requested_at' },
  },
  foreignKeys: [
    toCharacter('friend_requests_from_fkey', 'fromId'),
    toCharacter('friend_requests_to_fkey', 'toId'),
  ],
  indices: [{ name: 'friend_requests_to', columns: ['toId'] }],
});

export const BlockEntity = new EntitySchema<BlockRow>({
  name: 'Block',
  tableName: 'blocks',
  columns: {
    characterId: idColumn('character_id', 'blocks_pkey'),
    blockedId: idColumn('blocked_id', 'blocks_pkey'),
    blockedAt: { type: 'timestamptz', name: 'blocked_at' },
  },
  foreignKeys: [
    toCharacter('blocks_character_fkey', 'characterId'),
    toCharacter('blocks_blocked_fkey', 'blockedId'),
  ],
  indices: [{ name: 'blocks_blocked', columns: ['blockedId'] }],
});

function idColumn(name: string, primaryKeyConstraintName: string) {
  return { type: 'uuid', name, primary: true, primaryKeyConstraintName } as const;
}

function toCharacter(name: string, column: string) {
  return {
    name,
    target: 'Character',
    columnNames: [column],
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE' as const,
  };
}
