import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Placement } from './placement.ts';
import type { Cluster } from './postmaster.ts';
import { run } from './run.ts';

/** Owner of the realm's database. */
export const ROLE = 'omega_realm';

/**
 * Creates the cluster if there is none yet. The password is kept in DATA_DIR.
 * @returns the password of `ROLE`
 */
export async function ensureCluster(dataDir: string, { cluster, elsewhere }: Placement): Promise<string> {
  const passwordFile = join(dataDir, 'postgres.password');
  const known = await readFile(passwordFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (await exists(cluster.folder)) {
    if (known !== null) return known;
    if (!elsewhere) {
      throw new Error(
        `${passwordFile} is missing. Restore it, or move ${cluster.folder} away to begin a new realm.`,
      );
    }
    // DATA_DIR was emptied to begin anew; what belonged to it lies elsewhere and is only set aside.
    await rename(cluster.folder, `${cluster.folder}.before-${Date.now()}`);
  }
  const password = known ?? randomBytes(24).toString('base64url');
  // Before the cluster, so that a cluster never stands without its password.
  await writeFile(passwordFile, password, { mode: 0o600 });
  await initialise(cluster, password);
  return password;
}

/** Under another name until it is complete, so that an interrupted first start leaves nothing half-made behind. */
async function initialise(cluster: Cluster, password: string): Promise<void> {
  const unfinished = `${cluster.folder}.unfinished`;
  const passwordFile = `${cluster.folder}.initial-password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (cluster.user) {
      await chown(unfinished, cluster.user.uid, cluster.user.gid);
      await chown(passwordFile, cluster.user.uid, cluster.user.gid);
    }
    const options = [
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const access = ['--auth=scram-sha-256', `--username=${ROLE}`, `--pwfile=${passwordFile}`];
    await run(cluster.binaries.program('initdb'), ['-D', unfinished, ...options, ...access], cluster.user);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, cluster.folder);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
