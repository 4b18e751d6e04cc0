import '../load-env.ts';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { openDataDir } from '../boot/data-dir.ts';
import { isDataDirInUse, lockDataDir } from '../boot/lock.ts';
import { SETTINGS } from '../config.ts';
import type { AuditReport } from '../economy/audit.ts';
import { makeEconomyAudit } from './audit/economy-audit-store.ts';
import { type Database, openDatabase } from './database.ts';
import { embeddedUrl, startEmbedded } from './embedded.ts';

const PROJECT = join(import.meta.dirname, '../..');
const CONNECTIONS = 4;

// `npm run economy:audit`: beside a running server, or on its database while it is down.
try {
  const { url, stop } = await findDatabase();
  try {
    const database = await openDatabase({ url, poolSize: 2, log: pino({ level: 'warn' }) });
    try {
      process.exitCode = (await audit(database)) ? 0 : 1;
    } finally {
      await database.close();
    }
  } finally {
    await stop();
  }
} catch (error) {
  process.stderr.write(`Cannot audit: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

/** @returns whether the books are right */
async function audit(database: Database): Promise<boolean> {
  const pending = await database.pendingMigrations();
  if (pending.length > 0) throw new Error(`the database lacks ${pending.join(', ')}. Run: npm run migrate`);
  const { problems, tookMs }: AuditReport = await makeEconomyAudit(database).run();
  if (problems.length === 0) {
    process.stdout.write(`The books are right (${tookMs} ms).\n`);
    return true;
  }
  process.stdout.write(`The books are WRONG: ${problems.length} problems (${tookMs} ms).\n`);
  for (const { check, text } of problems) process.stdout.write(`  ${check}: ${text}\n`);
  return false;
}

async function findDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: SETTINGS.DATABASE_URL.parse(given), stop: async () => undefined };
  const dataDir = openDataDir(resolve(PROJECT, process.env.DATA_DIR || SETTINGS.DATA_DIR.default));
  if (isDataDirInUse(dataDir)) return { url: await embeddedUrl(dataDir), stop: async () => undefined };
  const lock = lockDataDir(dataDir);
  const embedded = await startEmbedded(dataDir, CONNECTIONS);
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop();
      lock.release();
    },
  };
}
