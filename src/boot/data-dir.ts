import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from 'node:fs';

/**
 * Makes sure of a data directory that can be written.
 * @param path absolute
 * @returns the path without symbolic links, so that one directory has one name
 */
export function openDataDir(path: string): string {
  try {
    if (mkdirSync(path, { recursive: true })) chmodSync(path, newDirectoryMode());
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(
      `DATA_DIR: ${path} is not a folder that can be written (${code ?? message}). Allow it, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

/** Root's must be open to passing through: PostgreSQL runs there as another user. Its secrets are closed one by one. */
function newDirectoryMode(): number {
  return process.getuid?.() === 0 ? 0o711 : 0o700;
}
