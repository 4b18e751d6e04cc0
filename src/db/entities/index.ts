import { AccountEntity } from './account.ts';
import { AuditEntryEntity } from './audit-entry.ts';
import { CharacterEntity } from './character.ts';
import { BlockEntity, FriendRequestEntity, FriendshipEntity } from './friends.ts';
import { PartyEntity, PartyInviteEntity, PartyMemberEntity } from './party.ts';
import { PlacementDecisionEntity } from './placement-decision.ts';
import { RefreshTokenEntity } from './refresh-token.ts';
import { SessionEntity } from './session.ts';

/**
 * The tables as TypeORM sees them: columns, keys and indexes. The migrations make them, and add the check constraints;
 * a test keeps both equal.
 */
export const ENTITIES = [
  AccountEntity,
  SessionEntity,
  RefreshTokenEntity,
  CharacterEntity,
  AuditEntryEntity,
  PartyEntity,
  PartyMemberEntity,
  PartyInviteEntity,
  FriendshipEntity,
  FriendRequestEntity,
  BlockEntity,
  PlacementDecisionEntity,
];
