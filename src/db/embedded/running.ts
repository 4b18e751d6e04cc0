import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagedBinaries } from './binaries.ts';
import { placeCluster } from './placement.ts';

const PORT_LINE = 3;

/**
 * Where a realm that runs keeps its PostgreSQL, for programs that look into it from beside.
 * @param dataDir absolute path, in use by a server
 * @throws Error when none runs there
 */
export async function runningEmbedded(dataDir: string): Promise<{ port: number; password: string }> {
  const { cluster } = await placeCluster(dataDir, packagedBinaries());
  const lines = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(lines.split('\n')[PORT_LINE]);
  if (!(port > 0)) throw new Error(`No database runs in ${cluster.folder}.`);
  return { port, password: await readFile(join(dataDir, 'postgres.password'), 'utf8') };
}
