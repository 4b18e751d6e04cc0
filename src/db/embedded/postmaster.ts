import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { childOptions, run, type SystemUser } from './run.ts';

const STOP_SECONDS = 15;

/** A data directory of PostgreSQL, and what runs it. */
export interface Cluster {
  folder: string;
  binaries: Binaries;
  /** Null: as whoever runs this process. */
  user: SystemUser | null;
}

export interface Postmaster {
  /** Settles when the process has ended, for whatever reason. */
  exited: Promise<void>;
  hasExited(): boolean;
  /** Ends open transactions, writes everything, and waits for the end. */
  stop(): Promise<void>;
  /** Begins the same stop and returns at once; for a process that is ending. */
  signalStop(): void;
}

/**
 * Starts PostgreSQL; it does not accept connections yet.
 * `detached` gives it its own session: Ctrl-C in a terminal signals our whole process group, and the database must
 * outlive that until the players are saved.
 * @param settings of postgresql.conf
 * @param logFile written anew
 */
export function startPostmaster(
  cluster: Cluster,
  settings: Record<string, string | number>,
  logFile: string,
): Postmaster {
  const log = openSync(logFile, 'w', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(cluster.binaries.program('postgres'), ['-D', cluster.folder, ...flags], {
    ...childOptions(cluster.user),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    exited,
    hasExited: () => !isRunning(child),
    async stop() {
      if (isRunning(child)) await stopCluster(cluster);
      await exited;
    },
    signalStop() {
      if (isRunning(child)) child.kill('SIGINT');
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/**
 * A server that was killed leaves its PostgreSQL running: it is stopped. A pid file whose process is gone, or whose
 * number now belongs to some other program, is removed, since PostgreSQL would refuse to start beside it.
 * The caller holds the data directory's lock, so no living server uses this cluster.
 */
export async function stopLeftover(cluster: Cluster): Promise<void> {
  const pidFile = join(cluster.folder, 'postmaster.pid');
  const content = await readFile(pidFile, 'utf8').catch(() => null);
  if (content === null) return;
  const pid = Number.parseInt(content, 10);
  if (pid > 0 && (await isPostmasterOf(pid, cluster.folder))) await stopCluster(cluster);
  else await rm(pidFile, { force: true });
}

async function stopCluster({ binaries, folder, user }: Cluster): Promise<void> {
  const stop = (mode: string) =>
    run(
      binaries.program('pg_ctl'),
      ['stop', '-D', folder, '-w', '-t', String(STOP_SECONDS), '-m', mode],
      user,
    );
  await stop('fast').catch(() => stop('immediate'));
}

/** Judged by the command line, which `startPostmaster` gives the folder to. */
async function isPostmasterOf(pid: number, folder: string): Promise<boolean> {
  const commandLine =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await run('ps', ['-p', String(pid), '-o', 'args='], null).catch(() => '');
  const [program = ''] = commandLine.split(/[\0 ]/);
  return /^postgres(\.exe)?$/.test(basename(program)) && commandLine.includes(folder);
}
