/** What parties need of their storage. Implemented in `src/db/` and, for tests, in memory. */

export const PARTY_MAX_MEMBERS = 5;
export const INVITE_TIMEOUT_SEC = 60;
/** Open invitations of one party. */
export const INVITES_PER_PARTY = 10;

export interface PartyMember {
  characterId: string;
  name: string;
  level: number;
  classId: string;
  /** Whereabouts as `CharacterStore.locate` tells them. */
  place: string | null;
  instance: string | null;
}

export interface Party {
  id: string;
  leaderId: string;
  /** Oldest member first. */
  members: PartyMember[];
}

export interface PartyInvite {
  partyId: string;
  /** Who invites: id and name. */
  fromId: string;
  from: string;
  expiresAt: Date;
}

/** Every change happens as a whole or not at all, and is announced to every process in the same transaction. */
export interface PartyStore {
  /** Null also for who has invited others and is still alone. */
  of(characterId: string): Promise<Party | null>;
  /** Oldest first. Without those of people between whom and the character there is a block. */
  invitesFor(characterId: string, now: Date): Promise<PartyInvite[]>;
  /** Stands for INVITE_TIMEOUT_SEC; a repeated one stands anew. Who is in no party leads the one that an answer makes. */
  invite(
    by: string,
    invited: string,
    now: Date,
  ): Promise<'invited' | 'not_leader' | 'full' | 'in_party' | 'blocked' | 'too_many' | 'not_found'>;
  /** Takes the character's other invitations away. */
  accept(characterId: string, partyId: string, now: Date): Promise<'joined' | 'gone' | 'full' | 'in_party'>;
  decline(characterId: string, partyId: string, now: Date): Promise<'declined' | 'gone'>;
  /** The leader's successor is the oldest member; the last two part together, since a party of one is none. */
  leave(characterId: string): Promise<'left' | 'not_in_party'>;
  kick(by: string, characterId: string): Promise<'kicked' | 'not_leader' | 'not_in_party'>;
  lead(by: string, characterId: string): Promise<'done' | 'not_leader' | 'not_in_party'>;
  disband(by: string): Promise<'disbanded' | 'not_leader' | 'not_in_party'>;
}

/** Told of by every process, also of its own changes. */
export interface SocialNews {
  /** Everybody whose party, invitations or friends are not what they were. */
  characterIds: string[];
  what: 'party' | 'invite' | 'friends';
}

export interface SocialFeed {
  onSocialNews(handler: (news: SocialNews) => void): () => void;
}
