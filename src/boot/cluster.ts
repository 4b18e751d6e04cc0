import '../load-env.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDatabase } from '../db/database.ts';
import { makeLogger } from '../operations/logger.ts';
import { ensureClient } from './client-build.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { bringUpToDate, openEmbedded } from './database.ts';
import { gameProcess } from './game-process.ts';
import { Lifecycle } from './lifecycle.ts';
import { startOwnRedis } from './own-redis.ts';
import { checkPort } from './port-check.ts';
import { startFailure } from './start-failure.ts';
import { startScreen } from './start-screen.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** The game processes have their own deadline, SHUTDOWN_SECONDS; ours is for what stops after them. */
const STOP_EXTRA_SEC = 10;

try {
  const configuration = readConfiguration(PROJECT);
  const log = makeLogger(configuration.config);
  const lifecycle = new Lifecycle({
    log,
    deadlineSec: configuration.config.SHUTDOWN_SECONDS + STOP_EXTRA_SEC,
    onUnhandledRejection: () => {},
  });
  await lifecycle.run(() => start(configuration, log, lifecycle));
} catch (error) {
  process.stderr.write(startFailure(error, process.env.LOG_LEVEL));
  process.exit(1);
}

/** One realm of several processes on this machine: a database and a Redis for all, then the game processes. */
async function start(
  { config, dataDir, generated }: Configuration,
  log: Logger,
  lifecycle: Lifecycle,
): Promise<void> {
  if (config.PORT === 0) throw new Error('PORT: a cluster needs a port that is known. Set another than 0.');
  const ports = Array.from({ length: config.CLUSTER_PROCESSES }, (_, index) => config.PORT + index);
  for (const port of ports) await checkPort(port, config.HOST);
  const onRestart = (name: string, exit: string) => log.warn({ name, exit }, 'ended, starts again');

  let redisUrl = config.REDIS_URL;
  if (redisUrl === null) {
    const redis = await startOwnRedis(onRestart);
    lifecycle.onStop('redis', () => redis.stop());
    redisUrl = redis.url;
  }

  const connections = config.DATABASE_POOL_SIZE * ports.length;
  const embedded = config.DATABASE_URL === null ? await openEmbedded(dataDir!, connections, lifecycle) : null;
  const databaseUrl = embedded?.url ?? config.DATABASE_URL!;
  const database = await openDatabase({ url: databaseUrl, poolSize: 1, log });
  await bringUpToDate(database, config.NODE_ENV === 'production').finally(() => database.close());
  await ensureClient(PROJECT, lifecycle.signal);

  const addresses = ports.map((port) => `${config.CLUSTER_HOST}:${port}`);
  const processes = ports.map((port, index) =>
    gameProcess(
      port,
      {
        ...process.env,
        PORT: String(port),
        PUBLIC_ADDRESS: addresses[index],
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        JWT_SECRET: config.JWT_SECRET,
        SERVER_SECRET: config.SERVER_SECRET,
        OPERATOR_PASSWORD: config.OPERATOR_PASSWORD,
      },
      onRestart,
    ),
  );
  lifecycle.onStop('game processes', async () => {
    await Promise.all(processes.map((game) => game.stop()));
  });
  await Promise.all(processes.map((game) => game.start()));
  lifecycle.signal.throwIfAborted();

  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
  process.stdout.write(
    startScreen({
      version,
      config,
      port: config.PORT,
      dataDir,
      generated,
      embedded,
      addresses,
      colors: process.stdout.isTTY,
    }),
  );
  process.send?.('ready');
}
