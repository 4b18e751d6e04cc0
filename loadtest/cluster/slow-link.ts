import { join } from 'node:path';
import type { Backends } from './backends.ts';
import { ServerProcess } from './server-process.ts';

const SLOW_LINK_SERVER = join(import.meta.dirname, 'slow-link-server.ts');

/** What a client of a backend sends arrives later by this much, milliseconds. */
export interface Latency {
  minMs: number;
  maxMs: number;
  seed: number;
}

/** The backends by way of links that are slow. Each link is a process of its own, so that nothing else makes it slower. */
export async function slowLinksTo(
  { databaseUrl, redisUrl }: Backends,
  { minMs, maxMs, seed }: Latency,
): Promise<Backends> {
  const open = async (url: string, linkSeed: number) => {
    const env = { TARGET: url, MIN_MS: String(minMs), MAX_MS: String(maxMs), SEED: String(linkSeed) };
    const process = await ServerProcess.start(SLOW_LINK_SERVER, env);
    const through = new URL(url);
    through.host = process.base.host;
    return { process, url: through.href };
  };
  const [database, redis] = await Promise.all([open(databaseUrl, seed), open(redisUrl, seed + 1)]);
  return {
    databaseUrl: database.url,
    redisUrl: redis.url,
    async stop() {
      await Promise.all([database.process.kill(), redis.process.kill()]);
    },
  };
}
