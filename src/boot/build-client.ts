import { join } from 'node:path';
import { ensureClient } from './client-build.ts';

// The very build of the start, with its stamp: a start afterwards does not build again.
try {
  const built = await ensureClient(join(import.meta.dirname, '../..'));
  process.stdout.write(built ? 'Built client/dist.\n' : 'Nothing to build: client/dist is up to date.\n');
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
