import { type EmbeddedDatabase, startEmbedded } from '../db/embedded.ts';
import type { Lifecycle } from './lifecycle.ts';
import { lockDataDir } from './lock.ts';

/** Starts the embedded database for this process alone, and stops it last of all. */
export async function openEmbedded(
  dataDir: string,
  connections: number,
  lifecycle: Lifecycle,
): Promise<EmbeddedDatabase> {
  const lock = lockDataDir(dataDir);
  lifecycle.onStop('data directory', () => lock.release());
  const embedded = await startEmbedded(dataDir, connections);
  lifecycle.onStop('embedded database', () => embedded.stop());
  embedded.onLost((error) => lifecycle.fail(error));
  return embedded;
}

/** As much of the database as migrating takes. */
interface Migratable {
  pendingMigrations(): Promise<string[]>;
  migrate(): Promise<string[]>;
}

/** Production changes its tables when an operator says so, not because a process happened to start. */
export async function bringUpToDate(database: Migratable, production: boolean): Promise<void> {
  if (!production) {
    await database.migrate();
    return;
  }
  const pending = await database.pendingMigrations();
  if (pending.length > 0) {
    throw new Error(`The database lacks ${pending.join(', ')}. Run: npm run migrate`);
  }
}
