import type { Logger } from 'pino';
import type { Accounts } from './accounts/accounts.ts';
import type { Characters } from './characters/characters.ts';
import type { Connections } from './characters/connections.ts';
import type { Config } from './config.ts';
import type { Content } from './content/types.ts';
import type { AuditLog } from './operations/audit-log.ts';
import type { Health } from './operations/health.ts';
import type { Metrics } from './operations/metrics.ts';

/** Everything that rooms and routes may use. Built once by `makeServices`, in tests and in production alike. */
export interface Services {
  config: Config;
  log: Logger;
  content: Content;
  accounts: Accounts;
  characters: Characters;
  connections: Connections;
  metrics: Metrics;
  health: Health;
  audit: AuditLog;
}
