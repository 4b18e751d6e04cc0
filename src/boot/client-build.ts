import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compressFiles } from './compressed-files.ts';

/** What the browser client is built from, and how; the lock file stands for the libraries in it. */
const SOURCES = [
  'client/**/*',
  'schema/*.ts',
  'src/game/**/*.ts',
  'src/content/*.ts',
  'src/{errors,protocol}.ts',
  'src/boot/{client-build,compressed-files}.ts',
  'package-lock.json',
];
const NO_SOURCES = ['client/dist', 'client/dist-*', 'client/node_modules'];
/** In client/dist: the sources' hash at the time of the build. Its dot keeps it from being served. */
const HASH_FILE = '.sources';

/**
 * Builds the browser client, unless client/dist stems from the sources as they are.
 * @param project absolute path of the project
 * @param signal ends the build early
 * @returns whether it built
 */
export async function ensureClient(project: string, signal?: AbortSignal): Promise<boolean> {
  const dist = join(project, 'client/dist');
  const hash = hashSources(project);
  if ((await readFile(join(dist, HASH_FILE), 'utf8').catch(() => null)) === hash) return false;

  // Beside the old build, which stays whole until the new one is complete.
  const unfinished = `${dist}-${process.pid}`;
  try {
    await build(project, unfinished, signal);
    await compressFiles(join(unfinished, 'assets'));
    await writeFile(join(unfinished, HASH_FILE), hash);
    await rm(dist, { recursive: true, force: true });
    await rename(unfinished, dist);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return true;
}

/** By path and content: a checkout changes times, not contents. */
export function hashSources(project: string): string {
  const files = globSync(SOURCES, { cwd: project, exclude: NO_SOURCES }).filter((file) =>
    statSync(join(project, file)).isFile(),
  );
  const hash = createHash('sha256');
  for (const file of files.map((name) => name.replaceAll('\\', '/')).sort()) {
    const content = readFileSync(join(project, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** In a process of its own: Vite sets NODE_ENV for all that runs beside it, and keeps the memory that it used. */
async function build(project: string, outDir: string, signal: AbortSignal | undefined): Promise<void> {
  const vite = join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin/vite.js');
  const flags = ['--emptyOutDir', '--logLevel', 'error', '--configLoader', 'native'];
  const args = [vite, 'build', 'client', '--outDir', outDir, ...flags];
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: project,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      ...(signal && { signal }),
    });
  } catch (cause) {
    const { stderr, message } = cause as { stderr?: string; message: string };
    throw new Error(`The browser client could not be built: ${stderr?.trim() || message}`, { cause });
  }
}
