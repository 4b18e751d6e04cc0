import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/db/embedded.ts';

/** The database of DATABASE_URL, which must be empty and is not emptied afterwards; or an own one, which is removed. */
export async function benchDatabase(connections: number): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'omega-realm-bench-'));
  await chmod(folder, 0o755);
  const embedded = await startEmbedded(folder, connections + 5);
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
      if (embedded.elsewhere) await rm(embedded.folder, { recursive: true, force: true });
    },
  };
}
