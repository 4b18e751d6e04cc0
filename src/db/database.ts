import type { QueryConfig, QueryResult } from 'pg';
import type { Logger } from 'pino';
import { type DataSource, type EntityManager, MigrationExecutor } from 'typeorm';
import { DatabaseUnreachable, guarded } from './connection-errors.ts';
import { makeDataSource } from './data-source.ts';
import { runMigrations } from './migrations/run-migrations.ts';

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  /** Connections of the pool; one more is held for notifications while somebody listens. */
  poolSize: number;
  log: Logger;
  /** Told of every statement of the pool and how long it took. */
  onQuery?: (seconds: number, failed: boolean) => void;
}

/** One PostgreSQL. Whatever fails because it is away, or too busy, is thrown as GameError `unavailable`. */
export interface Database {
  readonly url: string;
  readonly log: Logger;
  readonly dataSource: DataSource;
  /** Work that needs no transaction. */
  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Work that happens as a whole or not at all. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Work whose statements may take minutes, on a connection of its own. */
  patiently<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** For libraries that speak to a `pg` pool themselves. */
  query(query: QueryConfig): Promise<QueryResult>;
  /** @returns names of the migrations that this version brings and the database lacks */
  pendingMigrations(): Promise<string[]>;
  /** Safe when several processes start at once. @returns names of the migrations that ran */
  migrate(): Promise<string[]>;
  ping(): Promise<void>;
  /** Connections of the pool, and who waits for one. */
  pool(): { total: number; idle: number; waiting: number };
  /** Calls `end` when the database closes, before its pool does. */
  onClose(end: () => Promise<void>): void;
  close(): Promise<void>;
}

interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  query(query: QueryConfig): Promise<QueryResult>;
}

/** @throws DatabaseUnreachable with one line that says what to do */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, log, onQuery } = options;
  const onIdleError = (error: Error) => log.warn({ err: error }, 'an idle database connection was lost');
  const dataSource = await connect(url, makeDataSource({ url, poolSize: options.poolSize, onIdleError }));
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  if (onQuery) {
    dataSource.subscribers.push({
      afterQuery: ({ executionTime, success }) => onQuery((executionTime ?? 0) / 1000, !success),
    });
  }
  const closing: (() => Promise<void>)[] = [];

  async function patiently<T>(connections: number, work: (patient: DataSource) => Promise<T>): Promise<T> {
    const patient = await connect(
      url,
      makeDataSource({ url, poolSize: connections, patient: true, onIdleError }),
    );
    try {
      return await work(patient);
    } finally {
      await patient.destroy();
    }
  }

  return {
    url,
    log,
    dataSource,
    run: (work) => guarded(work(dataSource.manager)),
    transaction: (work) => guarded(dataSource.transaction(work)),
    query: (query) => guarded(timed(pool.query(query), onQuery)),
    async pendingMigrations() {
      const pending = await guarded(new MigrationExecutor(dataSource).getPendingMigrations());
      return pending.map((migration) => migration.name);
    },
    patiently: (work) => guarded(patiently(1, ({ manager }) => work(manager))),
    migrate: () => patiently(2, runMigrations),
    async ping() {
      await guarded(dataSource.query('SELECT 1'));
    },
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    onClose(end) {
      closing.push(end);
    },
    async close() {
      await Promise.all(closing.splice(0).map((end) => end()));
      if (dataSource.isInitialized) await dataSource.destroy();
    },
  };
}

async function connect(url: string, dataSource: DataSource): Promise<DataSource> {
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw new DatabaseUnreachable(url, error);
  }
}

async function timed<T>(work: Promise<T>, onQuery: DatabaseOptions['onQuery']): Promise<T> {
  const start = performance.now();
  let failed = true;
  try {
    const result = await work;
    failed = false;
    return result;
  } finally {
    onQuery?.((performance.now() - start) / 1000, failed);
  }
}
