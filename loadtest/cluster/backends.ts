import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnRedis } from '../../src/boot/own-redis.ts';
import { startEmbedded } from '../../src/db/embedded.ts';

export interface Backends {
  databaseUrl: string;
  redisUrl: string;
  stop(): Promise<void>;
}

/** A PostgreSQL that writes durably and a Redis, both new, both gone after `stop`. @param connections to the database */
export async function startBackends(connections: number): Promise<Backends> {
  const redis = await startOwnRedis(() => {});
  const folder = await mkdtemp(join(tmpdir(), 'omega-realm-loadtest-'));
  // When root runs it, PostgreSQL runs as another user who must be able to enter.
  await chmod(folder, 0o755);
  const postgres = await startEmbedded(folder, connections);
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    async stop() {
      await postgres.stop();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
      if (postgres.elsewhere) await rm(postgres.folder, { recursive: true, force: true });
    },
  };
}
