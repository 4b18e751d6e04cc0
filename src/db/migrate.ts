import '../load-env.ts';
import { pino } from 'pino';
import { ConfigError, SETTINGS } from '../config.ts';
import { openDatabase } from './database.ts';

// Asks for DATABASE_URL alone: whoever migrates need not hold the server's secrets.
try {
  const database = await openDatabase({ url: databaseUrl(), poolSize: 2, log: pino({ level: 'warn' }) });
  try {
    const ran = await database.migrate();
    console.log(
      ran.length > 0 ? `Migrated: ${ran.join(', ')}` : 'Nothing to migrate: the database is up to date.',
    );
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(`Cannot migrate: ${(error as Error).message}`);
  process.exitCode = 1;
}

function databaseUrl(): string {
  const given = process.env.DATABASE_URL;
  if (!given) {
    throw new ConfigError('DATABASE_URL must be set. (The embedded database is migrated by every start.)');
  }
  try {
    return SETTINGS.DATABASE_URL.parse(given);
  } catch (error) {
    throw new ConfigError(`DATABASE_URL: its value is not usable, it ${(error as Error).message}.`);
  }
}
