import { Accounts1795200000000 } from './1795200000000-accounts.ts';
import { Characters1795200000001 } from './1795200000001-characters.ts';
import { AuditLog1795200000002 } from './1795200000002-audit-log.ts';
import { EndedSessions1795200000003 } from './1795200000003-ended-sessions.ts';

/** In the order in which they run. A migration that has been released is never edited. */
export const MIGRATIONS = [
  Accounts1795200000000,
  Characters1795200000001,
  AuditLog1795200000002,
  EndedSessions1795200000003,
];
