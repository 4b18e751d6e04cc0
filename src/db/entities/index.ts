import { AccountEntity } from './account.ts';
import { AuditEntryEntity } from './audit-entry.ts';
import { CharacterEntity } from './character.ts';
import { CharacterUpgradeEntity } from './character-upgrade.ts';
import { EconomyAuditEntity } from './economy-audit.ts';
import { BlockEntity, FriendRequestEntity, FriendshipEntity } from './friends.ts';
import { GameEventEntity } from './game-event.ts';
import { ItemEntity, ItemMoveEntity } from './item.ts';
import {
  LeaderboardMarkEntity,
  LeaderboardReportEntity,
  LeaderboardScoreEntity,
  LeaderboardSeasonEntity,
} from './leaderboard.ts';
import { LedgerAccountEntity, OperationEntity, PostingEntity } from './ledger.ts';
import { MailEntity } from './mail.ts';
import { ListingEntity, MarketDayEntity, MarketSaleEntity, MarketWatchEntity } from './market.ts';
import { MatchEntity, MatchParticipantEntity } from './match.ts';
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
  LedgerAccountEntity,
  OperationEntity,
  PostingEntity,
  ItemEntity,
  ItemMoveEntity,
  CharacterUpgradeEntity,
  ListingEntity,
  MarketSaleEntity,
  MarketDayEntity,
  MarketWatchEntity,
  MailEntity,
  LeaderboardSeasonEntity,
  LeaderboardScoreEntity,
  LeaderboardMarkEntity,
  LeaderboardReportEntity,
  GameEventEntity,
  EconomyAuditEntity,
  MatchEntity,
  MatchParticipantEntity,
];
