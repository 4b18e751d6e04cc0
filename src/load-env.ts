import { join } from 'node:path';

// The effect of importing this: `.env` in the project's root, if there is one, joins the environment. What is set already wins.
try {
  process.loadEnvFile(join(import.meta.dirname, '..', '.env'));
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
    process.stderr.write(`Cannot start: .env cannot be read (${(error as Error).message}).\n`);
    process.exit(1);
  }
}
