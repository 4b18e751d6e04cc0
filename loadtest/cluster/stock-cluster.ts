import { join } from 'node:path';
import { forgetEverything } from './room-listings.ts';
import { ServerProcess } from './server-process.ts';
import type { Latency } from './slow-link.ts';

const STOCK_SERVER = join(import.meta.dirname, '../burst/stock-server.ts');

export interface StockClusterOptions {
  redisUrl: string;
  processes: number;
  kind: string;
  cap: number;
  /** Of each command of the driver; absent: none. */
  driverDelay?: Latency | undefined;
}

/** Runs several processes of plain Colyseus for as long as the work takes. */
export async function withStockCluster(
  { redisUrl, processes, kind, cap, driverDelay }: StockClusterOptions,
  work: (bases: URL[]) => Promise<void>,
): Promise<void> {
  await forgetEverything(redisUrl);
  const env = {
    REDIS_URL: redisUrl,
    ROOM_KIND: kind,
    ROOM_CAP: String(cap),
    ...(driverDelay && { DRIVER_DELAY: JSON.stringify(driverDelay) }),
    // Its answers are counted here; that a room is full once more need not be told as well.
    NODE_NO_WARNINGS: '1',
  };
  const servers = await Promise.all(
    Array.from({ length: processes }, () => ServerProcess.start(STOCK_SERVER, env)),
  );
  try {
    await work(servers.map(({ base }) => base));
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
  }
}
