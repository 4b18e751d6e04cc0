import type { Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities/index.ts';
import { MIGRATIONS } from './migrations/index.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** Longer than any statement may take: a socket that is silent for this long has lost its server. */
const SILENCE_TIMEOUT_MS = 15_000;

/**
 * @param options.patient no statement timeout: migrations may take long
 * @param options.onIdleError a pooled connection was lost while nobody used it; the pool replaces it
 */
export function makeDataSource(options: {
  url: string;
  poolSize: number;
  patient?: boolean;
  onIdleError: (error: Error) => void;
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'omega-realm',
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolErrorHandler: options.onIdleError,
    extra: options.patient
      ? { keepAlive: true }
      : { keepAlive: true, statement_timeout: STATEMENT_TIMEOUT_MS, onConnect: endWhenSilent },
  });
}

/** Without it a query over a network that swallows packets would wait for minutes, and hold its pool connection. */
function endWhenSilent(client: { connection: { stream: Socket } }): void {
  const { stream } = client.connection;
  stream.setTimeout(SILENCE_TIMEOUT_MS, () => stream.destroy());
}
