import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the data directory for this process alone. The lock is the kernel's file lock, which SQLite holds while its
 * transaction is open: unlike a pid file it cannot outlive a killed process, and no two starts can both win it.
 */
export function lockDataDir(dataDir: string): Lock {
  const file = new DatabaseSync(join(dataDir, 'server.lock'));
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause;
    throw new Error(
      `Another server is using the data directory ${dataDir}. Stop it, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
  return { release: () => file.close() };
}

/** As it is now: the answer may be old by the time it is read. */
export function isDataDirInUse(dataDir: string): boolean {
  try {
    lockDataDir(dataDir).release();
    return false;
  } catch {
    return true;
  }
}
