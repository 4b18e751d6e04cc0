import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/db/embedded.ts';

export interface PostgresServer {
  /** Contains the password. */
  url: string;
  stop(): Promise<void>;
}

/** @returns the server of the given URL, which is left as it is; or an own one, which is removed when it is stopped */
export async function givenOrEmbedded(
  given: string | undefined,
  connections: number,
): Promise<PostgresServer> {
  if (given) return { url: given, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'omega-realm-'));
  // When root runs this, PostgreSQL runs as another user who must be able to enter.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded(folder, connections);
  return {
    url: embedded.url,
    async stop() {
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
      if (embedded.elsewhere) await rm(embedded.folder, { recursive: true, force: true });
    },
  };
}
