/** What friendships need of their storage. Implemented in `src/db/` and, for tests, in memory. */

/** Of friends; of friends and a character's own open requests; of friends and requests to it. */
export const FRIENDS_LIMIT = 200;
export const BLOCKS_LIMIT = 200;

export interface Friend {
  characterId: string;
  name: string;
  level: number;
  classId: string;
  since: Date;
  /** Place where it is in the world; null: it is not. */
  place: string | null;
}

export interface FriendRequest {
  characterId: string;
  name: string;
  at: Date;
}

export interface FriendLists {
  friends: Friend[];
  /** Requests to this character, and its own that nobody has answered. */
  incoming: FriendRequest[];
  outgoing: FriendRequest[];
  blocked: { characterId: string; name: string }[];
}

/** Instances in which somebody is who matters to where these characters are placed; they themselves do not count. */
export interface Company {
  /** One entry a friend. */
  friends: string[];
  /** One entry for each who is blocked by one of them, or has blocked one of them. */
  blocked: string[];
}

export interface FriendStore {
  lists(characterId: string): Promise<FriendLists>;
  /** A request that meets one from the other side makes friends at once. */
  request(
    by: string,
    to: string,
    now: Date,
  ): Promise<'requested' | 'friends' | 'already' | 'blocked' | 'limit_reached' | 'not_found'>;
  accept(characterId: string, from: string, now: Date): Promise<'friends' | 'not_found' | 'limit_reached'>;
  /** Ends a friendship, or a request in either direction. */
  remove(characterId: string, other: string): Promise<'removed' | 'not_found'>;
  /** Ends friendship and requests, and the other one hears of nothing. */
  block(characterId: string, other: string, now: Date): Promise<'blocked' | 'not_found' | 'limit_reached'>;
  unblock(characterId: string, other: string): Promise<'unblocked' | 'not_found'>;
  /** Whereabouts of others within one place; runs whenever somebody joins or travels. */
  companyIn(place: string, characterIds: string[]): Promise<Company>;
}
