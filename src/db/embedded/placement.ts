import { createHash } from 'node:crypto';
import { chmod, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Binaries } from './binaries.ts';
import type { Cluster } from './postmaster.ts';
import { run, type SystemUser } from './run.ts';

/** For root only: holds what the database's user cannot reach in its usual place. */
const SHARED_FOLDER = '/var/lib/omega-realm';
const USER = 'postgres';

export interface Placement {
  /** Its folder may not exist yet. */
  cluster: Cluster;
  /** True when the cluster lies outside of DATA_DIR. */
  elsewhere: boolean;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as another user. That user must be able to enter every folder
 * above the programs and above the data: what lies below a closed folder (/root, a 0700 directory) is placed in SHARED_FOLDER.
 * @param dataDir absolute, exists
 */
export async function placeCluster(dataDir: string, packaged: Binaries): Promise<Placement> {
  const inside = join(dataDir, 'postgres');
  const uid = process.getuid?.();
  if (uid !== 0) {
    const owner = await ownerOf(inside);
    if (uid !== undefined && owner && owner.uid !== uid) {
      throw new Error(
        `${inside} belongs to another user (uid ${owner.uid}). Start as that user, or set DATA_DIR to another folder.`,
      );
    }
    return { cluster: { folder: inside, binaries: packaged, user: null }, elsewhere: false };
  }

  const outside = join(SHARED_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const { folder, user } = await chooseFolder(dataDir, inside, join(outside, 'postgres'));
  const elsewhere = folder !== inside;
  if (elsewhere) await makeSharedFolder(outside, 0o711);
  return { cluster: { folder, binaries: await reachableBinaries(packaged, user), user }, elsewhere };
}

/** A cluster that exists stays where it is, with the user that owns it: moving on would start an empty realm. */
async function chooseFolder(
  dataDir: string,
  inside: string,
  outside: string,
): Promise<{ folder: string; user: SystemUser }> {
  for (const folder of [inside, outside]) {
    const owner = await ownerOf(folder);
    if (!owner) continue;
    if (owner.uid === 0) {
      throw new Error(
        `${folder} belongs to root, as whom PostgreSQL does not run. Give it back: chown -R ${USER}: ${folder}`,
      );
    }
    if (!(await canEnter(folder, owner))) {
      throw new Error(
        `The database in ${folder} belongs to uid ${owner.uid}, who may not enter a folder above it. Allow it (chmod o+x) or move DATA_DIR.`,
      );
    }
    return { folder, user: owner };
  }
  const user = await databaseUser();
  return { folder: (await canEnter(dataDir, user)) ? inside : outside, user };
}

async function ownerOf(path: string): Promise<SystemUser | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found && { uid: found.uid, gid: found.gid };
}

/** Asks the kernel, as that user: mode bits alone do not tell (ACLs, mount options). */
function canEnter(folder: string, user: SystemUser): Promise<boolean> {
  return succeeds(run('test', ['-x', folder], user));
}

async function databaseUser(): Promise<SystemUser> {
  if (!(await succeeds(run('id', ['-u', USER], null)))) {
    try {
      await run('groupadd', ['--system', '--force', USER], null);
      await run(
        'useradd',
        ['--system', '--gid', USER, '--no-create-home', '--shell', '/usr/sbin/nologin', USER],
        null,
      );
    } catch (cause) {
      throw new Error(
        `PostgreSQL does not run as root, and the user "${USER}" could not be created. Start as an ordinary user, or set DATABASE_URL.`,
        { cause },
      );
    }
  }
  const [uid, gid] = await Promise.all([run('id', ['-u', USER], null), run('id', ['-g', USER], null)]);
  return { uid: Number(uid), gid: Number(gid) };
}

async function reachableBinaries(packaged: Binaries, user: SystemUser): Promise<Binaries> {
  if (await runsAs(packaged, user)) return packaged;
  const copy = new Binaries(join(SHARED_FOLDER, `postgresql-${packaged.version}`), packaged.version);
  if (await runsAs(copy, user)) return copy;

  await makeSharedFolder(SHARED_FOLDER, 0o755);
  const unfinished = `${copy.folder}.${process.pid}`;
  await run('cp', ['-R', packaged.folder, unfinished], null);
  // Root's and closed to writing by others: what stands here is executed.
  await run('chmod', ['-R', 'u=rwX,go=rX', unfinished], null);
  await rm(copy.folder, { recursive: true, force: true });
  // A second server that starts at the same time may have been first; its copy is as good.
  await rename(unfinished, copy.folder).catch(() => rm(unfinished, { recursive: true }));
  await run(copy.program('postgres'), ['--version'], user);
  return copy;
}

function runsAs(binaries: Binaries, user: SystemUser): Promise<boolean> {
  return succeeds(run(binaries.program('postgres'), ['--version'], user));
}

async function makeSharedFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(SHARED_FOLDER, { recursive: true });
    await chmod(SHARED_FOLDER, 0o755);
    await mkdir(path, { recursive: true });
    // Not mkdir's own mode, which the umask narrows.
    await chmod(path, mode);
  } catch (cause) {
    throw new Error(
      `The user "${USER}", as whom PostgreSQL must run, may not enter the project's or the data folder, and ${path} cannot be written. Set DATA_DIR to a folder that others may enter, or start as an ordinary user.`,
      { cause },
    );
  }
}

function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
