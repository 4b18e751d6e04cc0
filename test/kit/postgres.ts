import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import pino from 'pino';
import { givenOrEmbedded, type PostgresServer } from '../../loadtest/given-or-embedded.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/db/database.ts';

/** Its URL is of a database in which others can be created. */
interface Server extends PostgresServer {
  /** Migrated; new databases are copies of it, which is faster than migrating each. */
  template: string;
  created: string[];
}

const CONNECTIONS = 200;
let running: Promise<Server> | null = null;

/**
 * A new, migrated database on the one PostgreSQL of this test process: an embedded one, started at the first call, or
 * the server of TEST_DATABASE_URL, whose user must be allowed to create databases.
 */
export async function freshDatabaseUrl(): Promise<string> {
  running ??= startServer();
  const server = await running;
  return createDatabase(server, `TEMPLATE ${server.template}`);
}

/** As `freshDatabaseUrl`, without any tables. */
export async function emptyDatabaseUrl(): Promise<string> {
  running ??= startServer();
  return createDatabase(await running, '');
}

/** Opens a fresh database; close it after use. */
export async function openFreshDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  return openTestDatabase(await freshDatabaseUrl(), options);
}

export function openTestDatabase(url: string, options: Partial<DatabaseOptions> = {}): Promise<Database> {
  return openDatabase({ url, poolSize: 10, log: pino({ level: 'silent' }), ...options });
}

/** Called once when all tests are done. */
export async function stopPostgres(): Promise<void> {
  const server = await running;
  running = null;
  await server?.stop();
}

async function startServer(): Promise<Server> {
  const { url, stop } = await givenOrEmbedded(process.env.TEST_DATABASE_URL, CONNECTIONS);
  const template = `omega_template_${randomBytes(6).toString('hex')}`;
  const server: Server = { url, template, created: [template], stop: () => dropAll(server).finally(stop) };
  await administer(url, `CREATE DATABASE ${template}`);
  const database = await openTestDatabase(urlOf(url, template), { poolSize: 1 });
  await database.migrate();
  await database.close();
  return server;
}

async function createDatabase(server: Server, clause: string): Promise<string> {
  const name = `omega_test_${randomBytes(6).toString('hex')}`;
  server.created.push(name);
  await administer(
    server.url,
    `CREATE DATABASE ${name} ${clause}`,
    // Nobody needs the test's data after a power cut.
    `ALTER DATABASE ${name} SET synchronous_commit = off`,
  );
  return urlOf(server.url, name);
}

/** A server that others use too is left as it was found. */
async function dropAll(server: Server): Promise<void> {
  if (!process.env.TEST_DATABASE_URL) return;
  await administer(
    server.url,
    ...server.created.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
