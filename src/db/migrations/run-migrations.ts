import type { DataSource } from 'typeorm';

/** Any number, the same in every version: who holds this advisory lock migrates. */
const MIGRATION_LOCK = 6_772_018;

/**
 * Runs what is pending, each migration in its own transaction. Processes that start at once take turns, and the later
 * ones find nothing to do. @param dataSource an open one with a pool of two connections or more
 * @returns names of the migrations that ran
 */
export async function runMigrations(dataSource: DataSource): Promise<string[]> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    return done.map((migration) => migration.name);
  } finally {
    await lock.release();
  }
}
