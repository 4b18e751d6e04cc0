import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../free-port.ts';
import { packagedBinaries } from './embedded/binaries.ts';
import { ensureCluster, ROLE } from './embedded/initialise.ts';
import { placeCluster } from './embedded/placement.ts';
import { type Cluster, type Postmaster, startPostmaster, stopLeftover } from './embedded/postmaster.ts';
import { runningEmbedded } from './embedded/running.ts';

const DATABASE = 'omega_realm';
/** Recovery after a crash replays the write-ahead log first. */
const READY_WITHIN_MS = 120_000;
const READY_POLL_MS = 20;
const PORT_ATTEMPTS = 3;

export interface EmbeddedDatabase {
  /** Contains the password. */
  url: string;
  /** Folder of the data. */
  folder: string;
  /** True when the data could not be placed below DATA_DIR; see `placeCluster`. */
  elsewhere: boolean;
  /** Called when PostgreSQL ends without `stop`. */
  onLost(handler: (error: Error) => void): void;
  stop(): Promise<void>;
}

/**
 * Starts this realm's own PostgreSQL, creating it at the first start. It listens on the loopback address alone, on a free
 * port, and asks for a password that is kept in `postgres.password`.
 * @param dataDir absolute path, exists; the caller holds its lock
 * @param connections that clients will hold at once
 * @throws Error whose message says what is wrong, in one line
 */
export async function startEmbedded(dataDir: string, connections: number): Promise<EmbeddedDatabase> {
  const placement = await placeCluster(dataDir, packagedBinaries());
  const { cluster } = placement;
  const password = await ensureCluster(dataDir, placement);
  await stopLeftover(cluster);

  const { postmaster, port } = await startOnFreePort(
    cluster,
    password,
    connections,
    join(dataDir, 'postgres.log'),
  );
  const abandon = () => postmaster.signalStop();
  process.once('exit', abandon);
  let stopping = false;
  return {
    url: connectionUrl(port, password, DATABASE),
    folder: cluster.folder,
    elsewhere: placement.elsewhere,
    onLost(handler) {
      void postmaster.exited.then(() => {
        if (!stopping)
          handler(
            new Error(`The embedded PostgreSQL ended by itself. See ${join(dataDir, 'postgres.log')}.`),
          );
      });
    },
    async stop() {
      stopping = true;
      await postmaster.stop();
      process.removeListener('exit', abandon);
    },
  };
}

/** @returns the URL of the database of a server that runs, which contains its password. @throws Error when none runs */
export async function embeddedUrl(dataDir: string): Promise<string> {
  const { port, password } = await runningEmbedded(dataDir);
  return connectionUrl(port, password, DATABASE);
}

async function startOnFreePort(
  cluster: Cluster,
  password: string,
  connections: number,
  logFile: string,
): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const postmaster = startPostmaster(cluster, settings(port, connections), logFile);
    try {
      await createDatabaseWhenReady(postmaster, port, password);
      return { postmaster, port };
    } catch (error) {
      await postmaster.stop();
      const log = await readFile(logFile, 'utf8');
      // Between finding the port and binding it, somebody else took it.
      if (log.includes('could not bind') && attempt < PORT_ATTEMPTS) continue;
      const last = log.trim().split('\n').at(-1) || String(error);
      throw new Error(`The embedded PostgreSQL did not start: ${last} (whole log: ${logFile})`, {
        cause: error,
      });
    }
  }
}

/** Durable, since it holds what players own; small, since it shares the machine with the server. */
function settings(port: number, connections: number): Record<string, string | number> {
  return {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // For those who look in with psql, the listener for notifications, and migrations.
    max_connections: connections + 20,
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Errors of statements are the caller's to log, and would show values that nobody should read here.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
  };
}

async function createDatabaseWhenReady(
  postmaster: Postmaster,
  port: number,
  password: string,
): Promise<void> {
  const client = await connectWhenReady(postmaster, port, password);
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function connectWhenReady(postmaster: Postmaster, port: number, password: string): Promise<Client> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new Client({ connectionString: connectionUrl(port, password, 'postgres') });
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const { code } = error as { code?: string };
      const notYet = code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03';
      if (!notYet || postmaster.hasExited() || performance.now() > deadline) throw error;
      await delay(READY_POLL_MS);
    }
  }
}

function connectionUrl(port: number, password: string, database: string): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}
