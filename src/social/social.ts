import type { Company, FriendLists } from './friend-store.ts';
import type { Party, PartyInvite } from './party-store.ts';

/**
 * Parties and friends of characters. Others are named by their character's name, whatever its case. Every method throws
 * GameError as noted; whether the acting character is the caller's own is checked before.
 */
export interface Social {
  partyOf(characterId: string): Promise<Party | null>;
  invitesFor(characterId: string): Promise<PartyInvite[]>;
  /** Errors: character_not_found, not_yourself, party_not_leader, party_full, already_in_party, blocked, too_many_invites. */
  invite(by: string, name: string): Promise<void>;
  /** Errors: invite_not_found, party_full, already_in_party. */
  accept(characterId: string, partyId: string): Promise<void>;
  /** Errors: invite_not_found. */
  decline(characterId: string, partyId: string): Promise<void>;
  /** Errors: party_not_found. */
  leave(characterId: string): Promise<void>;
  /** Errors: party_not_found, party_not_leader. */
  kick(by: string, characterId: string): Promise<void>;
  /** Errors: as `kick`. */
  lead(by: string, characterId: string): Promise<void>;
  /** Errors: as `kick`. */
  disband(by: string): Promise<void>;

  friends(characterId: string): Promise<FriendLists>;
  /** Nothing happens when they are friends or it has asked before. Errors: character_not_found, not_yourself, blocked, friend_limit_reached. */
  requestFriend(by: string, name: string): Promise<void>;
  /** Errors: friend_not_found, friend_limit_reached. */
  acceptFriend(characterId: string, from: string): Promise<void>;
  /** Errors: friend_not_found. */
  removeFriend(characterId: string, other: string): Promise<void>;
  /** Errors: character_not_found, not_yourself, friend_limit_reached. */
  block(characterId: string, name: string): Promise<void>;
  /** Errors: friend_not_found. */
  unblock(characterId: string, other: string): Promise<void>;

  companyIn(place: string, characterIds: string[]): Promise<Company>;
}
