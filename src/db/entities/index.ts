import { AccountEntity } from './account.ts';
import { AuditEntryEntity } from './audit-entry.ts';
import { CharacterEntity } from './character.ts';
import { RefreshTokenEntity } from './refresh-token.ts';
import { SessionEntity } from './session.ts';

/**
 * The tables as TypeORM sees them: columns, keys and indexes. The migrations make them, and add the check constraints;
 * a test keeps both equal.
 */
export const ENTITIES = [AccountEntity, SessionEntity, RefreshTokenEntity, CharacterEntity, AuditEntryEntity];
