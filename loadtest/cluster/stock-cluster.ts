import { join } from 'node:path';
import { ServerProcess } from './server-process.ts';

const STOCK_SERVER = join(import.meta.dirname, '../burst/stock-server.ts');

export interface StockClusterOptions {
  redisUrl: string;
  processes: number;
  kind: string;
  cap: number;
}

/** Runs several processes of plain Colyseus for as long as the work takes. */
export async function withStockCluster(
  { redisUrl, processes, kind, cap }: StockClusterOptions,
  work: (bases: URL[]) => Promise<void>,
): Promise<void> {
  const env = { REDIS_URL: redisUrl, ROOM_KIND: kind, ROOM_CAP: String(cap) };
  const servers = await Promise.all(
    Array.from({ length: processes }, () => ServerProcess.start(STOCK_SERVER, env)),
  );
  try {
    await work(servers.map(({ base }) => base));
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
  }
}
