import './load-env.ts';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { ensureClient } from './boot/client-build.ts';
import { type Configuration, readConfiguration } from './boot/configuration.ts';
import { bringUpToDate, openEmbedded } from './boot/database.ts';
import { Lifecycle } from './boot/lifecycle.ts';
import { checkPort, explainListenError } from './boot/port-check.ts';
import { startFailure } from './boot/start-failure.ts';
import { startScreen } from './boot/start-screen.ts';
import { connectCluster } from './cluster/connect.ts';
import { loadContent } from './content/load-content.ts';
import { openDatabase } from './db/database.ts';
import { makeStores } from './db/stores.ts';
import { realmJobs } from './jobs.ts';
import { makeHealth } from './operations/health.ts';
import { startJobs } from './operations/jobs.ts';
import { makeLogger } from './operations/logger.ts';
import { type Metrics, makeMetrics } from './operations/metrics.ts';
import { startServer } from './server.ts';
import { makeServices } from './services.ts';

const PROJECT = join(import.meta.dirname, '..');
/** Part of SHUTDOWN_SECONDS in which players are saved; the rest is the database's, to close. */
const SAVING_SHARE = 0.6;
/** A background job that runs may end. */
const JOBS_PATIENCE_MS = 3_000;

try {
  const configuration = readConfiguration(PROJECT);
  const log = makeLogger(configuration.config);
  const metrics = makeMetrics();
  const lifecycle = new Lifecycle({
    log,
    deadlineSec: configuration.config.SHUTDOWN_SECONDS,
    onUnhandledRejection: () => metrics.unhandledRejection(),
  });
  await lifecycle.run(() => start(configuration, log, metrics, lifecycle));
} catch (error) {
  process.stderr.write(startFailure(error, process.env.LOG_LEVEL));
  process.exit(1);
}

async function start(
  { config, dataDir, generated }: Configuration,
  log: Logger,
  metrics: Metrics,
  lifecycle: Lifecycle,
): Promise<void> {
  const content = loadContent(resolve(PROJECT, config.CONTENT_DIR));
  await checkPort(config.PORT, config.HOST);

  const embedded =
    config.DATABASE_URL === null ? await openEmbedded(dataDir!, config.DATABASE_POOL_SIZE, lifecycle) : null;
  const database = await openDatabase({
    url: embedded?.url ?? config.DATABASE_URL!,
    poolSize: config.DATABASE_POOL_SIZE,
    log,
    onQuery: metrics.query,
  });
  lifecycle.onStop('database connections', () => database.close());
  metrics.watchPool(() => database.pool());
  await bringUpToDate(database, config.NODE_ENV === 'production');

  await ensureClient(PROJECT, lifecycle.signal);

  const cluster = config.REDIS_URL === null ? undefined : await connectCluster(config.REDIS_URL, log);
  const health = makeHealth({ database: () => database.ping() }, { log });
  const storage = await makeStores(database, config);
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
  const server = await startServer({
    config,
    log,
    cluster,
    version,
    makeServices: (bus) =>
      makeServices({ config, log, content, metrics, health, storage, bus, version, cache: cluster?.cache }),
  }).catch((error) => {
    throw explainListenError(error, config.PORT, config.HOST);
  });
  lifecycle.onStop('server', async () => {
    const unsaved = await server.stop(config.SHUTDOWN_SECONDS * 1000 * SAVING_SHARE);
    if (unsaved > 0) throw new Error(`${unsaved} characters could not be saved`);
  });

  const jobs = await startJobs({ url: database.url, log, jobs: realmJobs(server.services) });
  lifecycle.onStop('jobs', () => jobs.stop(JOBS_PATIENCE_MS));

  process.stdout.write(
    startScreen({
      version,
      config,
      port: server.port,
      dataDir,
      generated,
      embedded,
      colors: process.stdout.isTTY,
    }),
  );
  process.send?.('ready');
}
